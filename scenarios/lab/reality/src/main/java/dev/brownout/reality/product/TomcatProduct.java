package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.catalina.util.ServerInfo;

/** Embedded Tomcat: limits of threads and connections, overload, and faults of its process. */
final class TomcatProduct implements MeasuredProduct {
    private static final double FAULT_AT = 10;
    private static final double BACK_AT = 15;
    private static final double CHECK = 1;
    private static final String SCENARIO = "one";
    private static final String FAULTS = "faults";
    private static final String SETTINGS = "settings";
    private static final String PROCESS = "tomcat";
    private static final String NO_FAULT = "[]";
    private static final long FIRST_MICROS = 10_000;
    /** Calls per second that Tomcat computes on one core; the calibration selects the work of a call accordingly. */
    private static final int CAPACITY = 100;

    private long computeMicros = FIRST_MICROS;
    private double bootSeconds;

    @Override
    public String name() {
        return PROCESS;
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("taskset", "util-linux");
    }

    @Override
    public String version(Lab lab) {
        return ServerInfo.getServerNumber();
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (TomcatSite site = new TomcatSite(lab, Backend.Work.COMPUTE, FIRST_MICROS)) {
            site.processes.end(PROCESS);
            long before = System.nanoTime();
            site.start();
            bootSeconds = (System.nanoTime() - before) / 1e9;
            computeMicros = Math.round(FIRST_MICROS * lab.capacity(8, 15, site) / CAPACITY);
        }
        try (TomcatSite site = new TomcatSite(lab, Backend.Work.COMPUTE, computeMicros)) {
            lab.recordTimes("compute.csv", new Load.Closed(1, Duration.ofMillis(1)), 20, site);
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        return List.of(
                ProductTrial.of(
                                "more calls than threads and connections",
                                "limit",
                                SCENARIO,
                                new Load.Open(240),
                                20,
                                sleeping(50, "maxThreads", "8", "maxConnections", "40", "acceptCount", "20"))
                        .with(FAULTS, NO_FAULT, SETTINGS, "workers: 8, queue: 52, cores: 8, service: exp(50ms)")
                        .figures(
                                Figure.throughput(),
                                Figure.p50(),
                                Figure.failed(),
                                Figure.failed("refused", "call.rejected"),
                                Figure.failed("timeout", "call.timed_out")),
                computing("80 % of the capacity", 0.8).figures(Figure.throughput(), Figure.p50(), Figure.p99()),
                computing("110 % of the capacity", 1.1)
                        .figures(Figure.throughput(), Figure.p50(), Figure.failed(), Figure.p99()),
                ProductTrial.of("killed and started again", "kill", SCENARIO, new Load.Open(100), 30, sleeping(20))
                        .with(
                                FAULTS,
                                "[ { at 10s: crash web/1 for 5s as fault } ]",
                                SETTINGS,
                                "cores: 200, service: exp(20ms)")
                        .action(SiteAction.at(FAULT_AT, (TomcatSite site) -> site.processes.end(PROCESS))
                                .then(SiteAction.at(BACK_AT - bootSeconds, TomcatSite::start)))
                        .figures(
                                Figure.failed("refused", "call.refused"),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, CHECK)),
                hanging("hangs for 3 s", 20),
                hanging("hangs for 3 s with more calls than its backlog", 100),
                ProductTrial.of("shut down and started again", "drain", SCENARIO, new Load.Open(50), 32, sleeping(200))
                        .with(
                                FAULTS,
                                "[ { at 10s: drain web/1 grace=2s for 5s as fault } ]",
                                SETTINGS,
                                "cores: 200, service: exp(200ms)")
                        .action(SiteAction.at(FAULT_AT, (TomcatSite site) -> site.processes.signal(PROCESS, "TERM"))
                                .then(SiteAction.at(BACK_AT - bootSeconds, (TomcatSite site) -> {
                                    site.processes.end(PROCESS);
                                    site.start();
                                })))
                        .figures(
                                Figure.failed(),
                                Figure.failed("broken", "call.reset"),
                                Figure.outage(FAULT_AT, CHECK)));
    }

    private ProductTrial computing(String name, double share) {
        return ProductTrial.of(
                        name,
                        share > 1 ? "overload" : "load",
                        SCENARIO,
                        new Load.Open(CAPACITY * share),
                        25,
                        lab -> new TomcatSite(lab, Backend.Work.COMPUTE, computeMicros))
                .with(FAULTS, NO_FAULT, SETTINGS, "cores: 1, service: file(compute.csv)");
    }

    private static ProductTrial hanging(String name, int perSecond) {
        return ProductTrial.of(name, "hang", SCENARIO, new Load.Open(perSecond), 25, sleeping(20))
                .with(FAULTS, "[ { at 10s: pause web/1 for 3s as fault } ]", SETTINGS, "cores: 200, service: exp(20ms)")
                .action(SiteAction.at(FAULT_AT, (TomcatSite site) -> site.processes.signal(PROCESS, "STOP"))
                        .then(SiteAction.at(FAULT_AT + 3, (TomcatSite site) -> site.processes.signal(PROCESS, "CONT"))))
                .figures(
                        Figure.failed(),
                        Figure.failed("timeout", "call.timed_out"),
                        Figure.outage(FAULT_AT, CHECK),
                        Figure.p99());
    }

    private static ProductTrial.Start sleeping(long millis, Object... settings) {
        return lab -> new TomcatSite(lab, Backend.Work.SLEEP, millis * 1000, settings);
    }

    /** One Tomcat with the defaults of its connector, except for given settings. */
    private static final class TomcatSite implements Site {
        private final Processes processes;
        private final Object[] arguments;
        private final int port = Processes.freePort();
        private final HttpClient client =
                new HttpClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/#");

        TomcatSite(Lab lab, Backend.Work work, long meanMicros, Object... settings)
                throws IOException, InterruptedException {
            processes = lab.processes();
            arguments = new Object[3 + settings.length];
            arguments[0] = port;
            arguments[1] = work;
            arguments[2] = meanMicros;
            System.arraycopy(settings, 0, arguments, 3, settings.length);
            start();
        }

        /** Starts Tomcat, and waits until it listens. */
        void start() throws IOException, InterruptedException {
            processes.java(PROCESS, TomcatServer.class, arguments);
            Processes.awaitListening(port);
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
