import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_role_reviewer'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attachment',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.membership'),
        ),
        migrations.AlterField(
            model_name='compartment',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.membership'),
        ),
        migrations.AlterField(
            model_name='grant',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.membership'),
        ),
    ]
