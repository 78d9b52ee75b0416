"""Every metric, and the /metrics page.  The only module that imports prometheus_client."""
