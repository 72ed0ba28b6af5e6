package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** nginx in front of HTTP back ends. */
final class Nginx implements Product {
    private static final int WEB = 3;
    private static final double FAULT_AT = 10;

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("nginx", "nginx-light");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("nginx").toString(), "-v").trim().replaceFirst(".*/", "");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        Trial quiet = Trial.of(
                "quiet", "", "", new Load.Open(50), 25, in -> new Balanced(in, "max_fails=1", Backend.Work.SLEEP));
        try (Site site = quiet.start().in(lab)) {
            lab.write("service.csv", quiet.load().run(site.client(), quiet, 0, start -> {}));
        }
        return Map.of();
    }

    @Override
    public List<Trial> trials() {
        Load load = new Load.Open(150);
        Trial.Start balanced = lab -> new Balanced(lab, "max_fails=1", Backend.Work.SLEEP);
        return List.of(Trial.of("a back end is killed", "kill", "balanced", load, 35, balanced)
                .with("faults", "at 10s: crash web/1 for 60s as fault")
                .action((site, start) -> {
                    Load.waitUntil(start + Math.round(FAULT_AT * 1e9));
                    ((Balanced) site).processes.kill("web-1");
                })
                .figures(
                        Figure.p50(),
                        Figure.failed(),
                        Figure.outage(FAULT_AT, 1),
                        Figure.share("web-2", "web/2.throughput", "web.throughput")));
    }

    /** nginx with three back ends of eight workers. */
    private static final class Balanced implements Site {
        private final Processes processes;
        private final HttpClient client;

        Balanced(Lab lab, String options, Backend.Work work) throws IOException, InterruptedException {
            processes = lab.processes();
            StringBuilder servers = new StringBuilder();
            for (int i = 1; i <= WEB; i++) {
                int port = Processes.freePort();
                Backend.start(processes, "web-" + i, port, work, 8, 20_000);
                servers.append("server 127.0.0.1:")
                        .append(port)
                        .append(' ')
                        .append(options)
                        .append(";\n");
            }
            int port = Processes.freePort();
            Path folder = processes.folder();
            Path conf = Files.writeString(folder.resolve("nginx.conf"), conf(folder, port, servers.toString()));
            processes.start("nginx", "{} -e nginx.err -p {} -c {}", Lab.program("nginx"), folder, conf);
            Processes.awaitListening(port);
            client = new HttpClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/#");
        }

        private static String conf(Path folder, int port, String servers) {
            return String.format(Locale.ROOT, """
                    daemon off;
                    master_process off;
                    pid %1$s/nginx.pid;
                    events { worker_connections 4096; }
                    http {
                        access_log off;
                        client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                        uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                        upstream web {
                            %3$s
                            keepalive 64;
                        }
                        server {
                            listen 127.0.0.1:%2$d;
                            location / {
                                proxy_pass http://web;
                                proxy_http_version 1.1;
                                proxy_set_header Connection "";
                            }
                        }
                    }
                    """, folder, port, servers);
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
