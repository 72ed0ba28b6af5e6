package dev.brownout.reality.product;

import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy in front of HTTP back ends, with the default checks of {@code check}. */
final class HaProxy implements MeasuredProduct {
    private static final double FAULT_AT = 10;
    private static final double CHECK_SECONDS = 2;
    private static final double DOWN_SECONDS = 10;
    private static final String SCENARIO = "balanced";
    private static final int SECONDS = 25;
    private static final int LONG_SECONDS = 35;
    private static final int QUEUE_MILLIS = 100;
    private static final String KILL = "\"at 10s\": crash web/1 for 60s as fault";

    private long computeMicros;

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("haproxy", "haproxy");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("haproxy").toString(), "-v").split(" ", 4)[2];
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
        BalancedSite.Back one =
                new BalancedSite.Back(1, Backend.Work.SLEEP, BalancedSite.SLEEPERS, BalancedSite.SLEEP_MICROS, 1);
        ProductTrial.Start plain = site(back, "", "");
        String slow = "\"at 1ms\": slow web/1 x10 for 2m";
        Figure[] shared = {
            Figure.p50(), Figure.p99(), Figure.failed(), Figure.share("web-1", "web/1.throughput", "web.throughput")
        };
        return List.of(
                ProductTrial.of("a back end is killed", "kill", SCENARIO, load, LONG_SECONDS, plain)
                        .with(BalancedSite.values("", KILL))
                        .action(SiteAction.at(FAULT_AT, (BalancedSite site) -> site.kill(1)))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, CHECK_SECONDS),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                ProductTrial.of(
                                "a back end is killed, with redispatch",
                                "kill",
                                SCENARIO,
                                load,
                                LONG_SECONDS,
                                site(back, "retries 1\noption redispatch", ""))
                        .with(BalancedSite.values(", redispatch: 1", KILL))
                        .action(SiteAction.at(FAULT_AT, (BalancedSite site) -> site.kill(1)))
                        .corrected()
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, CHECK_SECONDS),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                ProductTrial.of("a back end hangs", "hang", SCENARIO, load, SECONDS, plain)
                        .with(BalancedSite.values("", "\"at 10s\": hang web/1 for 60s as fault"))
                        .action(SiteAction.at(FAULT_AT, (BalancedSite site) -> site.hang(1)))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.failed("timeout", "call.timed_out"),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                ProductTrial.of(
                                "a slow back end, roundrobin",
                                "slow",
                                SCENARIO,
                                slowLoad,
                                SECONDS,
                                site(back.slowFirst(10), "balance roundrobin", ""))
                        .with(BalancedSite.values("", slow))
                        .figures(shared),
                ProductTrial.of(
                                "a slow back end, leastconn",
                                "slow",
                                SCENARIO,
                                slowLoad,
                                SECONDS,
                                site(back.slowFirst(10), "balance leastconn", ""))
                        .with(BalancedSite.values(", algorithm: least-connections", slow))
                        .figures(shared),
                ProductTrial.of("a back end returns", "restart", SCENARIO, load, LONG_SECONDS, plain)
                        .with(BalancedSite.values("", "\"at 10s\": crash web/1 for 10s as fault"))
                        .action(BalancedSite.killed(FAULT_AT, FAULT_AT + DOWN_SECONDS, 1))
                        .figures(
                                Figure.failed(),
                                Figure.outage(FAULT_AT, CHECK_SECONDS),
                                Figure.share("web-1", "web/1.throughput", "web.throughput")),
                ProductTrial.of(
                                "the queue of a server is full",
                                "limit",
                                SCENARIO,
                                new Load.Open(480),
                                25,
                                site(one, "timeout queue " + QUEUE_MILLIS + "ms", "maxconn " + BalancedSite.SLEEPERS))
                        .with(BalancedSite.oneNode(
                                "",
                                "workers: " + BalancedSite.SLEEPERS + ", cores: " + BalancedSite.SLEEPERS
                                        + ", queue: 100000, queue_timeout: " + QUEUE_MILLIS
                                        + "ms, service: file(service.csv)"))
                        .figures(
                                Figure.p50(), Figure.p99(), Figure.throughput(), Figure.failed("503", "call.rejected")),
                BalancedSite.computing(SCENARIO, 0.8, LONG_SECONDS, computeMicros, balancer("", ""))
                        .figures(Figure.p50(), Figure.p99(), Figure.throughput(), Figure.failed()),
                BalancedSite.computing(SCENARIO, 1.1, 20, computeMicros, balancer("", ""))
                        .figures(Figure.p50(), Figure.throughput(), Figure.failed()));
    }

    private static ProductTrial.Start site(BalancedSite.Back back, String backend, String server) {
        return lab -> new BalancedSite(lab, back, balancer(backend, server));
    }

    /**
     * Returns HAProxy with further settings.
     *
     * @param backend lines for the section of the back ends
     * @param server words for each server
     */
    private static BalancedSite.Balancer balancer(String backend, String server) {
        return (processes, port, ports) -> {
            String servers = IntStream.range(0, ports.size())
                    .mapToObj(i -> "server web-" + (i + 1) + " 127.0.0.1:" + ports.get(i) + " check " + server)
                    .collect(Collectors.joining("\n"));
            Path conf =
                    Files.writeString(processes.folder().resolve("haproxy.cfg"), conf(port, backend + "\n" + servers));
            processes.start("haproxy", "{} -db -f {}", Lab.program("haproxy"), conf);
        };
    }

    private static String conf(int port, String backend) {
        return String.format(Locale.ROOT, """
                global
                    maxconn 8192
                    nbthread 1
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 1m
                    timeout server 1m
                frontend site
                    bind 127.0.0.1:%1$d
                    default_backend web
                backend web
                %2$s
                """, port, backend.indent(4));
    }
}
