import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import { NOTIFICATION_SOCKET_PATH } from '@one-hcm/contracts/notifications/live/notification-socket'

const MIB = 1024 * 1024
const READS = ['get', 'head', 'options']

const sideOfMethod = (method: string): 'command' | 'query' => (READS.includes(method) ? 'query' : 'command')

/**
 * `deploy/nginx.conf`: one origin for both APIs. Reads go to the query API and everything else to the command API, which
 * the method decides; a route that is served elsewhere gets a line of its own.
 */
export function proxyConfiguration(routes: readonly RouteDefinition[]): string {
  const exceptions = routes
    .filter(({ method, side }) => side !== sideOfMethod(method))
    .map(({ method, path, side }) => `    "~^${method.toUpperCase()} ${patternOf(path)}" ${side}_api;`)
  const usual = Math.max(...routes.map(({ bodyLimitBytes }) => bodyLimitBytes).filter((bytes) => bytes <= MIB))
  const large = routes.filter(({ bodyLimitBytes }) => bodyLimitBytes > usual)
  const streams = routes.filter(({ contentType }) => contentType === 'text/event-stream')
  return `# Generated from the routes by \`npm run generate\`; a test holds it equal.
worker_processes auto;

events {
  worker_connections 4096;
}

http {
  # The request's path without its query, its id and its timing: nothing personal.
  log_format plain '$time_iso8601 $request_method $uri $status $request_time $sent_http_x_request_id';
  access_log /dev/stdout plain;
  server_tokens off;

  upstream command_api {
    server command-api:8001;
    keepalive 64;
  }
  upstream query_api {
    server query-api:8002;
    keepalive 64;
  }

  map "$request_method $uri" $side {
    default command_api;
${[...exceptions, '    "~^(GET|HEAD|OPTIONS) " query_api;'].join('\n')}
  }

  server {
    listen 8000;

    client_max_body_size ${kibibytes(usual)};
    client_header_timeout 15s;
    client_body_timeout 30s;
    keepalive_timeout 65s;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 5s;
    proxy_read_timeout 130s;
    proxy_send_timeout 130s;
    # The services judge a body while it arrives; a write is never sent twice.
    proxy_request_buffering off;
    proxy_next_upstream error timeout;

    location / {
      proxy_pass http://$side;
    }
${large.map(({ path, bodyLimitBytes }) => locationOf(path, bodyLimitBytes)).join('')}${streams.map(streamLocation).join('')}${socketLocation}  }
}
`
}

const locationOf = (path: string, bytes: number) => `
    location ~ ^${patternOf(path)} {
      client_max_body_size ${kibibytes(bytes)};
      proxy_pass http://$side;
    }
`
/** Each message is handed on as it comes; signs of life keep the connection from looking idle. */
const streamLocation = ({ path, side }: RouteDefinition) => `
    location ~ ^${patternOf(path)} {
      proxy_buffering off;
      proxy_pass http://${side}_api;
    }
`
/** The one WebSocket; headers that are set here replace all of the server's. */
const socketLocation = `
    location ~ ^${NOTIFICATION_SOCKET_PATH}/?$ {
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_pass http://query_api;
    }
`
const kibibytes = (bytes: number): string => `${Math.ceil(bytes / 1024)}k`

/** Both slash forms, any value for each parameter. */
const patternOf = (path: string): string => `${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`
