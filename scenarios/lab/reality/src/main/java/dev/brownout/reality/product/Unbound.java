package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Unbound with expired responses, in front of an authoritative name server that fails. */
final class Unbound implements MeasuredProduct {
    private static final String SCENARIO = "resolver";
    private static final String NO_FAULT = "[]";
    private static final double FAULT_AT = 10;
    private static final double BACK_AT = 20;
    private static final long DELAY_MILLIS = 50;
    /** Longest time of a response from the cache, in ns. */
    private static final long HIT_NANOS = 20_000_000;

    @Override
    public String name() {
        return "unbound";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("unbound", "unbound");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("unbound").toString(), "-V")
                .lines()
                .findFirst()
                .orElse("")
                .replace("Version ", "");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) {
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        Figure queries = Figure.count(
                "queries", "dns.queries", measured -> measured.site().number("queries"));
        return List.of(
                trial("hits with a TTL of 1 s", "load", 1, 40, NO_FAULT, 3)
                        .action((site, start) -> ((UnboundSite) site).countFrom(start))
                        .figures(Figure.hitRatio("dns.hit_ratio"), queries, Figure.p99()),
                trial("few calls with a TTL of 5 s", "load", 5, 2, NO_FAULT, 3)
                        .action((site, start) -> ((UnboundSite) site).countFrom(start))
                        .figures(Figure.hitRatio("dns.hit_ratio"), queries),
                failing("silent name server", "hang", "blackhole", NameServer.Mode.SILENT, 3),
                failing(
                        "silent name server, clients with a timeout of 1 s",
                        "hang",
                        "blackhole",
                        NameServer.Mode.SILENT,
                        1),
                failing("name server responds with errors", "errors", "errors dns 100%", NameServer.Mode.FAILING, 3),
                trial("name server responds after 1 s", "slow", 2, 40, fault("slow dns x20"), 3)
                        .action(SiteAction.at(FAULT_AT, (UnboundSite site) -> site.authority.delay(DELAY_MILLIS * 20))
                                .then(SiteAction.at(BACK_AT, (UnboundSite site) -> site.authority.delay(DELAY_MILLIS))))
                        .figures(Figure.failed(), Figure.hitRatio("dns.hit_ratio"), Figure.p99()));
    }

    private static ProductTrial failing(
            String name, String kind, String fault, NameServer.Mode mode, int timeoutSeconds) {
        String verb = fault.contains(" ") ? fault : fault + " dns";
        return trial(name, kind, 2, 40, fault(verb), timeoutSeconds)
                .action(SiteAction.at(FAULT_AT, (UnboundSite site) -> site.authority.mode(mode))
                        .then(SiteAction.at(
                                BACK_AT, (UnboundSite site) -> site.authority.mode(NameServer.Mode.ANSWERING))))
                .figures(Figure.failed(), Figure.p99(), Figure.outage(FAULT_AT, 1));
    }

    private static String fault(String verb) {
        return "[ { at 10s: " + verb + " for 10s as fault } ]";
    }

    private static ProductTrial trial(
            String name, String kind, int ttlSeconds, int perSecond, String faults, int timeoutSeconds) {
        return ProductTrial.of(
                        name, kind, SCENARIO, new Load.Open(perSecond), 35, lab -> new UnboundSite(lab, ttlSeconds))
                .with("faults", faults, "ttl", ttlSeconds + "s", "lookup", DELAY_MILLIS + "ms")
                .timeout(Duration.ofSeconds(timeoutSeconds));
    }

    /** Unbound with one name server. */
    private static final class UnboundSite implements Site {
        private final Processes processes;
        private final NameServer authority;
        private final int port = Processes.freePort();
        private volatile int queriesBefore;

        UnboundSite(Lab lab, int ttlSeconds) throws IOException, InterruptedException {
            processes = lab.processes();
            authority = new NameServer(ttlSeconds, DELAY_MILLIS);
            Path folder = processes.folder();
            Path conf = Files.writeString(
                    folder.resolve("unbound.conf"), String.format(Locale.ROOT, """
                    server:
                        directory: "%1$s"
                        chroot: ""
                        username: ""
                        pidfile: "%1$s/unbound.pid"
                        use-syslog: no
                        interface: 127.0.0.1@%2$d
                        do-ip6: no
                        do-not-query-localhost: no
                        module-config: "iterator"
                        serve-expired: yes
                        serve-expired-ttl: 86400
                        serve-expired-client-timeout: 1800
                    remote-control:
                        control-enable: no
                    stub-zone:
                        name: "lab."
                        stub-addr: 127.0.0.1@%3$d
                    """, folder, port, authority.port()));
            processes.start("unbound", "{} -d -c {}", Lab.program("unbound"), conf);
            Processes.awaitListening(port);
        }

        /** Notes the number of queries at the end of the warm-up. */
        void countFrom(long start) {
            Load.waitUntil(start + ProductTrial.WARMUP.toNanos());
            queriesBefore = authority.queries();
        }

        @Override
        public Call client() {
            return (number, timeoutMillis) -> {
                long sent = System.nanoTime();
                try (DatagramSocket socket = new DatagramSocket()) {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    socket.setSoTimeout(timeoutMillis);
                    byte[] query = query(number);
                    socket.send(new DatagramPacket(query, query.length));
                    byte[] response = new byte[512];
                    socket.receive(new DatagramPacket(response, response.length));
                    if ((response[3] & 15) == NameServer.SERVFAIL) {
                        throw new Call.Failure("servfail");
                    }
                    return System.nanoTime() - sent < HIT_NANOS ? "hit" : "miss";
                }
            };
        }

        private static byte[] query(int number) {
            ByteBuffer out = ByteBuffer.allocate(NameServer.HEADER + 13);
            out.putShort((short) number)
                    .putShort((short) 0x0100)
                    .putShort((short) 1)
                    .putShort((short) 0)
                    .putInt(0);
            out.put((byte) 3).put("www".getBytes(StandardCharsets.US_ASCII));
            out.put((byte) 3).put("lab".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
            out.putShort((short) 1).putShort((short) 1);
            return out.array();
        }

        @Override
        public double number(String name) {
            return authority.queries() - queriesBefore;
        }

        @Override
        public void close() {
            processes.close();
            authority.close();
        }
    }
}
