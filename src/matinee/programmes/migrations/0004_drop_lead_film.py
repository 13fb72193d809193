from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("programmes", "0003_carry_lead_film"),
    ]

    operations = [
        migrations.RemoveField(model_name="homepage", name="lead_film"),
    ]
