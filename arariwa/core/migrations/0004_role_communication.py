from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_sent_by_a_visitor'),
    ]

    operations = [
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('police', 'Police officer'), ('customs', 'Customs officer'), ('wildlife', 'Wildlife authority technician'), ('fisheries', 'Fisheries inspector'), ('prosecutor', 'Prosecutor'), ('prosecutor_staff', "Prosecutor's assistant"), ('judge', 'Judge'), ('clerk', 'Court clerk'), ('laboratory', 'Forensic expert'), ('custodian', 'Evidence store keeper'), ('analyst', 'Analyst'), ('central_authority', 'Central authority for cooperation'), ('programme', 'Programme staff'), ('communication', 'Communication approver'), ('reviewer', 'Legal or scientific reviewer'), ('administrator', 'Administrator')], max_length=20, verbose_name='role'),
        ),
    ]
