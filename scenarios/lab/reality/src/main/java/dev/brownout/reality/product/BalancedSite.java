package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A load balancer in front of HTTP back ends, which are named {@code web-1}, {@code web-2} and so on. */
final class BalancedSite implements Site {
    /** Capacity of {@link #computing} in calls per second. */
    static final int CAPACITY = 400;

    /** Mean time of service of a back end that sleeps, in µs. */
    static final long SLEEP_MICROS = 20_000;

    /** Requests in service at a back end that sleeps. */
    static final int SLEEPERS = 8;

    private static final int QUIET_PER_SECOND = 50;
    private static final int CALIBRATION_SECONDS = 15;
    private static final int CAPACITY_SECONDS = 12;
    private static final long FIRST_COMPUTE_MICROS = 2500;

    private final Processes processes;
    private final List<Integer> ports = new ArrayList<>();
    private final Back back;
    private final HttpClient client;

    /** Starts a load balancer. */
    @FunctionalInterface
    interface Balancer {
        /**
         * Starts the process.
         *
         * @param port port of the load balancer
         * @param backends ports of its back ends
         */
        void start(Processes processes, int port, List<Integer> backends) throws IOException, InterruptedException;
    }

    /**
     * Back ends of a site.
     *
     * @param nodes number of back ends
     * @param workers number of requests in service at a back end
     * @param meanMicros mean time of service in µs
     * @param firstSlower factor of this time at the first back end
     */
    record Back(int nodes, Backend.Work work, int workers, long meanMicros, int firstSlower) {
        static final Back SLEEPING = new Back(3, Backend.Work.SLEEP, SLEEPERS, SLEEP_MICROS, 1);

        Back slowFirst(int factor) {
            return new Back(nodes, work, workers, meanMicros, factor);
        }
    }

    BalancedSite(Lab lab, Back back, Balancer balancer) throws IOException, InterruptedException {
        this.processes = lab.processes();
        this.back = back;
        for (int node = 1; node <= back.nodes(); node++) {
            ports.add(Processes.freePort());
            startBackend(node);
        }
        int port = Processes.freePort();
        balancer.start(processes, port, ports);
        Processes.awaitListening(port);
        client = new HttpClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/#");
    }

    /** Returns a single back end that computes on one core. */
    static Back computing(long meanMicros) {
        return new Back(1, Backend.Work.COMPUTE, 1, meanMicros, 1);
    }

    /**
     * Measures the times of service on a quiet site, and the work with which one core has {@link #CAPACITY}.
     *
     * @return the mean time of this work in µs, as an argument of {@link #computing}
     */
    static long calibrate(Lab lab, Balancer balancer) throws Exception {
        try (Site site = new BalancedSite(lab, Back.SLEEPING, balancer)) {
            lab.recordTimes("service.csv", new Load.Open(QUIET_PER_SECOND), CALIBRATION_SECONDS, site);
        }
        try (Site site = new BalancedSite(lab, computing(FIRST_COMPUTE_MICROS), balancer)) {
            return Math.round(FIRST_COMPUTE_MICROS * lab.capacity(4, CAPACITY_SECONDS, site) / CAPACITY);
        }
    }

    /**
     * Returns a trial's values of the scenario <code>balanced</code>: settings after those of the profile, and faults.
     */
    static String[] values(String balancer, String faults) {
        return new String[] {
            "balancer", balancer,
            "web", "nodes: 3, workers: " + SLEEPERS + ", cores: " + SLEEPERS + ", service: file(service.csv)",
            "faults", faults
        };
    }

    /** Returns values of the scenario <code>balanced</code> for one node. */
    static String[] oneNode(String balancer, String web) {
        return new String[] {"balancer", balancer, "web", "nodes: 1, " + web, "faults", ""};
    }

    /**
     * Returns a trial of one back end that computes.
     *
     * @param scenario scenario with the values {@code balancer}, {@code web} and {@code faults}
     * @param load share of the capacity
     * @param meanMicros mean work of a call, as calibrated
     */
    static ProductTrial computing(String scenario, double load, int seconds, long meanMicros, Balancer balancer) {
        return ProductTrial.of(
                        Math.round(load * 100) + " percent of capacity",
                        "load",
                        scenario,
                        new Load.Open(CAPACITY * load),
                        seconds,
                        lab -> new BalancedSite(lab, computing(meanMicros), balancer))
                .with(oneNode(
                        "",
                        "workers: 1, cores: 1, queue: 100000, cancellation: none, service: exp(" + 1_000_000 / CAPACITY
                                + "us)"));
    }

    /** Returns an action that kills back ends, and starts them again later. */
    static SiteAction killed(double atSeconds, double untilSeconds, int nodes) {
        return SiteAction.at(atSeconds, (BalancedSite site) -> {
                    for (int node = 1; node <= nodes; node++) {
                        site.kill(node);
                    }
                })
                .then(SiteAction.at(untilSeconds, (BalancedSite site) -> {
                    for (int node = 1; node <= nodes; node++) {
                        site.startBackend(node);
                    }
                }));
    }

    void kill(int node) {
        processes.kill(name(node));
    }

    /** Stops a back end with a signal: its host still accepts connections. */
    void hang(int node) {
        processes.signal(name(node), "STOP");
    }

    private void startBackend(int node) throws IOException, InterruptedException {
        long mean = node == 1 ? back.meanMicros() * back.firstSlower() : back.meanMicros();
        Backend.start(processes, name(node), ports.get(node - 1), back.work(), back.workers(), mean);
    }

    private static String name(int node) {
        return "web-" + node;
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
