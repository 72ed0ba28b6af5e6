package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import io.grpc.internal.GrpcUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** gRPC: balancing by its clients, reconnection, retries, hedging and limits of streams. */
final class Grpc implements MeasuredProduct {
    private static final String SCENARIO = "channel";
    private static final String SERVER = "web-";
    private static final String PICK_FIRST = "pick_first";
    private static final String ROUND_ROBIN = "round_robin";
    private static final String NO_FAULT = "[]";
    private static final double FAULT_AT = 10;
    private static final double BACK_AT = 14;
    private static final double CHECK = 1;
    private static final int CAPACITY = 100;
    private static final int MEAN_MICROS = 20_000;
    private static final Map<String, Object> THROTTLING = Map.of("maxTokens", 10.0, "tokenRatio", 0.1);

    private long computeMicros = 10_000;
    private double bootSeconds;

    /**
     * Settings of the servers and of the channel.
     *
     * @param errors share of failing calls
     * @param streams largest number of streams of a connection
     * @param config service config of the channel
     */
    private record Setup(
            int servers,
            Backend.Work work,
            long meanMicros,
            double errors,
            int streams,
            String policy,
            Map<String, Object> config) {
        static Setup sleeping(int servers, String policy, long meanMicros) {
            return new Setup(servers, Backend.Work.SLEEP, meanMicros, 0, Integer.MAX_VALUE, policy, Map.of());
        }

        Setup errors(double share) {
            return new Setup(servers, work, meanMicros, share, streams, policy, config);
        }

        Setup streams(int most) {
            return new Setup(servers, work, meanMicros, errors, most, policy, config);
        }

        /** Returns the setup with a policy for all methods: retryPolicy or hedgingPolicy. */
        Setup repeating(String name, Map<String, Object> settings) {
            Map<String, Object> method = Map.of("name", List.of(Map.of()), name, settings);
            return new Setup(
                    servers,
                    work,
                    meanMicros,
                    errors,
                    streams,
                    policy,
                    Map.of("methodConfig", List.of(method), "retryThrottling", THROTTLING));
        }
    }

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("taskset", "util-linux");
    }

    @Override
    public String version(Lab lab) {
        return GrpcUtil.getGrpcBuildVersion().getImplementationVersion();
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (GrpcSite site = new GrpcSite(lab, computing())) {
            site.processes.end(SERVER + 1);
            long before = System.nanoTime();
            site.start(1);
            bootSeconds = (System.nanoTime() - before) / 1e9;
            computeMicros = Math.round(computeMicros * lab.capacity(8, 15, site) / CAPACITY);
        }
        try (GrpcSite site = new GrpcSite(lab, computing())) {
            lab.recordTimes("compute.csv", new Load.Closed(1, Duration.ofMillis(1)), 20, site);
        }
        return Map.of();
    }

    private Setup computing() {
        return new Setup(1, Backend.Work.COMPUTE, computeMicros, 0, Integer.MAX_VALUE, PICK_FIRST, Map.of());
    }

    @Override
    public List<ProductTrial> trials() {
        Setup three = Setup.sleeping(3, ROUND_ROBIN, MEAN_MICROS);
        Setup one = Setup.sleeping(1, PICK_FIRST, MEAN_MICROS);
        Figure attempts = Figure.count(
                "attempts", "call.attempts", measured -> measured.site().number("attempts"));
        return List.of(
                trial("one of three servers is killed", "kill", 150, 28, three)
                        .with(values(
                                3, "profile: grpc-round-robin", "", "[ { at 10s: crash web/1 for 60s as fault } ]"))
                        .action(SiteAction.at(FAULT_AT, (GrpcSite site) -> site.processes.kill(SERVER + 1)))
                        .figures(
                                Figure.failed(),
                                Figure.outage(FAULT_AT, CHECK),
                                Figure.p50(),
                                Figure.share("web-2", "web/2.throughput", "web.throughput")),
                trial("one of three servers hangs for 4 s", "hang", 150, 30, three)
                        .with(values(3, "profile: grpc-round-robin", "", "[ { at 10s: pause web/1 for 4s as fault } ]"))
                        .action(SiteAction.at(FAULT_AT, (GrpcSite site) -> site.processes.signal(SERVER + 1, "STOP"))
                                .then(SiteAction.at(
                                        BACK_AT, (GrpcSite site) -> site.processes.signal(SERVER + 1, "CONT"))))
                        .figures(
                                Figure.failed(),
                                Figure.failed("timeout", "call.timed_out"),
                                Figure.outage(FAULT_AT, CHECK),
                                Figure.share("web-1", "web/1.throughput", "web.throughput")),
                trial("the only server is killed and returns", "kill", 100, 28, one)
                        .with(values(1, "profile: grpc", "", "[ { at 10s: crash web/1 for 4s as fault } ]"))
                        .action(SiteAction.at(FAULT_AT, (GrpcSite site) -> site.processes.end(SERVER + 1))
                                .then(SiteAction.at(BACK_AT - bootSeconds, (GrpcSite site) -> site.start(1))))
                        .corrected()
                        .figures(Figure.failed(), Figure.outage(FAULT_AT, CHECK)),
                trial(
                                "retries of calls that fail with 30 %",
                                "errors",
                                100,
                                25,
                                one.errors(0.3)
                                        .repeating(
                                                "retryPolicy",
                                                Map.of(
                                                        "maxAttempts",
                                                        4.0,
                                                        "initialBackoff",
                                                        "0.1s",
                                                        "maxBackoff",
                                                        "1s",
                                                        "backoffMultiplier",
                                                        2.0,
                                                        "retryableStatusCodes",
                                                        List.of("UNAVAILABLE"))))
                        .with(values(
                                1,
                                "profile: grpc",
                                "retry: { profile: grpc },",
                                "[ { at 0s: errors web/1 30% for 60s as fault } ]"))
                        .action(Grpc::noteStart)
                        .figures(attempts, Figure.failed(), Figure.p50(), Figure.p99()),
                trial(
                                "hedging after 50 ms",
                                "slow",
                                60,
                                25,
                                Setup.sleeping(1, PICK_FIRST, 50_000)
                                        .repeating(
                                                "hedgingPolicy",
                                                Map.of(
                                                        "maxAttempts",
                                                        4.0,
                                                        "hedgingDelay",
                                                        "0.05s",
                                                        "nonFatalStatusCodes",
                                                        List.of("UNAVAILABLE"))))
                        .with(values(1, "profile: grpc", "hedge: { profile: grpc, after: 50ms },", NO_FAULT, 50))
                        .action(Grpc::noteStart)
                        .figures(attempts, Figure.p50(), Figure.p99()),
                trial(
                                "more calls than streams of the connection",
                                "limit",
                                200,
                                25,
                                Setup.sleeping(1, PICK_FIRST, 50_000).streams(8))
                        .with(values(1, "profile: grpc, streams: 8", "", NO_FAULT, 50))
                        .figures(Figure.throughput(), Figure.failed("timeout", "call.timed_out"), Figure.p50()),
                computing("80 % of the capacity", 0.8).figures(Figure.throughput(), Figure.p50(), Figure.p99()),
                computing("110 % of the capacity", 1.1).figures(Figure.throughput(), Figure.p50(), Figure.failed()));
    }

    private static void noteStart(Site site, long start) {
        ((GrpcSite) site).start = start;
    }

    private ProductTrial computing(String name, double share) {
        return ProductTrial.of(
                        name,
                        share > 1 ? "overload" : "load",
                        SCENARIO,
                        new Load.Open(CAPACITY * share),
                        25,
                        lab -> new GrpcSite(lab, computing()))
                .with(
                        "nodes",
                        "1",
                        "connections",
                        "profile: grpc",
                        "policy",
                        "",
                        "faults",
                        NO_FAULT,
                        "work",
                        "cores: 1, scheduling: ps, service: file(compute.csv)");
    }

    private static ProductTrial trial(String name, String fault, int perSecond, int seconds, Setup setup) {
        return ProductTrial.of(
                name, fault, SCENARIO, new Load.Open(perSecond), seconds, lab -> new GrpcSite(lab, setup));
    }

    private static String[] values(int nodes, String connections, String policy, String faults) {
        return values(nodes, connections, policy, faults, 20);
    }

    private static String[] values(int nodes, String connections, String policy, String faults, int meanMillis) {
        return new String[] {
            "nodes",
            Integer.toString(nodes),
            "connections",
            connections,
            "policy",
            policy,
            "faults",
            faults,
            "work",
            "cores: 1000, service: exp(" + meanMillis + "ms)"
        };
    }

    /** Servers, and one channel to them. */
    private static final class GrpcSite implements Site {
        private final Processes processes;
        private final Setup setup;
        private final List<Integer> ports = new ArrayList<>();
        private final GrpcChannel channel;
        private volatile long start;

        GrpcSite(Lab lab, Setup setup) throws IOException, InterruptedException {
            this.processes = lab.processes();
            this.setup = setup;
            for (int number = 1; number <= setup.servers(); number++) {
                ports.add(Processes.freePort());
                start(number);
            }
            channel = new GrpcChannel(ports, setup.policy(), setup.config());
        }

        /** Starts a server, and waits until it listens. */
        void start(int number) throws IOException, InterruptedException {
            int port = ports.get(number - 1);
            String name = SERVER + number;
            processes.java(
                    name,
                    GrpcServer.class,
                    name,
                    port,
                    setup.work(),
                    setup.meanMicros(),
                    setup.errors(),
                    setup.streams());
            Processes.awaitListening(port);
        }

        @Override
        public Call client() {
            return channel;
        }

        @Override
        public double number(String name) {
            return channel.attemptsSince(start + ProductTrial.WARMUP.toNanos());
        }

        @Override
        public void close() {
            channel.close();
            processes.close();
        }
    }
}
