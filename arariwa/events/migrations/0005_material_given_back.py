from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_role_reviewer'),
        ('events', '0004_agreement_of_another_institution'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='stockmove',
            name='material_once_a_participant',
        ),
        migrations.AddField(
            model_name='stockmove',
            name='nth',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.UniqueConstraint(condition=models.Q(('participation__isnull', False)), fields=('material', 'event', 'participation', 'reason', 'nth'), name='material_once_a_participant'),
        ),
    ]
