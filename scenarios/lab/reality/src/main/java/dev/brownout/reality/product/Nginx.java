package dev.brownout.reality.product;

import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** nginx in front of HTTP back ends. */
final class Nginx implements MeasuredProduct {
    private static final double FAULT_AT = 10;
    private static final String SCENARIO = "balanced";
    private static final int SECONDS = 25;
    private static final int LONG_SECONDS = 35;
    private static final int READ_TIMEOUT_MILLIS = 500;
    private static final String READ_TIMEOUT = "proxy_read_timeout " + READ_TIMEOUT_MILLIS + "ms;";

    private long computeMicros;

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
        computeMicros = BalancedSite.calibrate(lab, balancer("", ""));
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        Load load = new Load.Open(150);
        Load slowLoad = new Load.Open(60);
        BalancedSite.Back back = BalancedSite.Back.SLEEPING;
        ProductTrial.Start plain = site(back, "", "");
        String slow = "\"at 1ms\": slow web/1 x10 for 2m";
        return List.of(
                ProductTrial.of("a back end is killed", "kill", SCENARIO, load, SECONDS, plain)
                        .with(BalancedSite.values("", "\"at 10s\": crash web/1 for 60s as fault"))
                        .action(SiteAction.at(FAULT_AT, (BalancedSite site) -> site.kill(1)))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, 1),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                ProductTrial.of("a back end hangs", "hang", SCENARIO, load, SECONDS, site(back, "", READ_TIMEOUT))
                        .timeout(Duration.ofSeconds(2))
                        .with(BalancedSite.values(
                                ", try_timeout: " + READ_TIMEOUT_MILLIS + "ms",
                                "\"at 10s\": hang web/1 for 60s as fault"))
                        .action(SiteAction.at(FAULT_AT, (BalancedSite site) -> site.hang(1)))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.count("repeated", "lb.redispatched", Nginx::repeated),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                ProductTrial.of(
                                "a slow back end, round robin",
                                "slow",
                                SCENARIO,
                                slowLoad,
                                SECONDS,
                                site(back.slowFirst(10), "", ""))
                        .with(BalancedSite.values("", slow))
                        .figures(
                                Figure.p50(),
                                Figure.p99(),
                                Figure.failed(),
                                Figure.share("web-1", "web/1.throughput", "web.throughput")),
                ProductTrial.of(
                                "a slow back end, least_conn",
                                "slow",
                                SCENARIO,
                                slowLoad,
                                SECONDS,
                                site(back.slowFirst(10), "least_conn;", ""))
                        .with(BalancedSite.values(", algorithm: least-connections", slow))
                        .figures(
                                Figure.p50(),
                                Figure.p99(),
                                Figure.failed(),
                                Figure.share("web-1", "web/1.throughput", "web.throughput")),
                ProductTrial.of("a back end returns", "restart", SCENARIO, load, LONG_SECONDS, plain)
                        .with(BalancedSite.values("", "\"at 10s\": crash web/1 for 5s as fault"))
                        .action(BalancedSite.killed(FAULT_AT, FAULT_AT + 5, 1))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.share("web-1", "web/1.throughput", "web.throughput")),
                ProductTrial.of("all back ends refuse", "refused", SCENARIO, load, LONG_SECONDS, plain)
                        .with(BalancedSite.values("", "\"at 10s\": crash web for 5s as fault"))
                        .action(BalancedSite.killed(FAULT_AT, FAULT_AT + 5, back.nodes()))
                        .figures(Figure.failed(), Figure.outage(FAULT_AT, 1)),
                BalancedSite.computing(SCENARIO, 0.8, LONG_SECONDS, computeMicros, balancer("", ""))
                        .figures(Figure.p50(), Figure.p99(), Figure.throughput(), Figure.failed()),
                BalancedSite.computing(SCENARIO, 1.1, 20, computeMicros, balancer("", ""))
                        .figures(Figure.p50(), Figure.throughput(), Figure.failed()));
    }

    private static double repeated(Measured measured) {
        return measured.count(
                result -> result.succeeded() && result.ended() - result.planned() >= READ_TIMEOUT_MILLIS * 1_000_000L);
    }

    private static ProductTrial.Start site(BalancedSite.Back back, String upstream, String location) {
        return lab -> new BalancedSite(lab, back, balancer(upstream, location));
    }

    /**
     * Returns nginx with further directives.
     *
     * @param upstream directives for the group of back ends
     * @param location directives for the forwarding
     */
    private static BalancedSite.Balancer balancer(String upstream, String location) {
        return (processes, port, backends) -> {
            Path folder = processes.folder();
            String servers = backends.stream()
                    .map(backend -> "server 127.0.0.1:" + backend + ";")
                    .collect(Collectors.joining("\n"));
            Path conf = Files.writeString(
                    folder.resolve("nginx.conf"), conf(folder, port, upstream + "\n" + servers, location));
            processes.start("nginx", "{} -e nginx.err -p {} -c {}", Lab.program("nginx"), folder, conf);
        };
    }

    private static String conf(Path folder, int port, String servers, String location) {
        return String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                events { worker_connections 8192; }
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
                            %4$s
                        }
                    }
                }
                """, folder, port, servers, location);
    }
}
