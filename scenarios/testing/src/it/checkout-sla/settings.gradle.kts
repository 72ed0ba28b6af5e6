rootProject.name = "checkout-sla"
