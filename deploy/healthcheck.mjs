// Ends with 0 while the service on the given port says that it is ready: the health check of a container.
const response = await fetch(`http://127.0.0.1:${process.argv[2]}/health/ready`).catch(() => undefined)
process.exit(response?.ok ? 0 : 1)
