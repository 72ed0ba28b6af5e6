package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three etcd nodes, with writes over the JSON gateway. */
final class Etcd implements MeasuredProduct {
    private static final String NAME = "etcd";
    private static final String SCENARIO = "election";
    private static final String FAULTS = "faults";
    private static final int NODES = 3;
    private static final double FAULT_AT = 10;
    private static final double INTERVAL = 1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(NAME, "etcd-server");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program(NAME).toString(), "--version").replaceFirst("(?s)etcd Version: (\\S+).*", "$1");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (Site site = new Cluster(lab)) {
            lab.recordTimes("write.csv", new Load.Open(50), 20, site);
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        return List.of(
                trial("the leader is killed", "kill", "- at 10s: crash db/primary for 60s as fault")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.kill(0)))
                        .figures(Figure.outage(FAULT_AT, INTERVAL), Figure.failed(), Figure.p50()),
                trial("a follower is killed", "kill", "- at 10s: crash db/replica-1 for 60s as fault")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.kill(1)))
                        .figures(Figure.failed(), Figure.p50(), Figure.p99()),
                trial("the leader hangs for 6 s", "hang", "- at 10s: pause db/primary for 6s as fault")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.signal(0, "STOP"))
                                .then(SiteAction.at(FAULT_AT + 6, (Cluster cluster) -> cluster.signal(0, "CONT"))))
                        .figures(Figure.outage(FAULT_AT, INTERVAL), Figure.failed()),
                trial(
                                "no quorum for 5 s",
                                "kill",
                                "- at 10s: crash db/replica-1 for 5s as fault\n  - at 10s: crash db/replica-2 for 60s")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.kill(1, 2))
                                .then(SiteAction.at(FAULT_AT + 5, (Cluster cluster) -> cluster.run(1))))
                        .figures(Figure.outage(FAULT_AT, INTERVAL), Figure.failed()),
                trial(
                                "the leader and a follower are killed",
                                "kill",
                                "- at 10s: crash db/primary for 60s as fault\n  - at 10s: crash db/replica-1 for 60s")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.kill(0, 1)))
                        .figures(Figure.failed(), Figure.p50()),
                ProductTrial.of("writes below capacity", "load", SCENARIO, new Load.Open(150), 20, Cluster::new)
                        .with(FAULTS, "")
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()));
    }

    private static ProductTrial trial(String name, String fault, String faults) {
        return ProductTrial.of(name, fault, SCENARIO, new Load.Open(100), 30, Cluster::new)
                .with(FAULTS, faults);
    }

    /** Three nodes. The client sends to the leader, and to the next node after each failure. */
    private static final class Cluster implements Site {
        private final Processes processes;
        private final LineConnections connections = new LineConnections();
        private final int[] clients = new int[NODES];
        private final int[] peers = new int[NODES];
        /** Numbers of the nodes, beginning with the leader at the start. */
        private final List<Integer> order = new ArrayList<>();

        private volatile int current;

        Cluster(Lab lab) throws Exception {
            processes = lab.processes();
            for (int i = 0; i < NODES; i++) {
                clients[i] = Processes.freePort();
                peers[i] = Processes.freePort();
                order.add(i);
            }
            for (int i = 0; i < NODES; i++) {
                start(i);
            }
            for (int port : clients) {
                Processes.awaitListening(port);
            }
            post(clients[0], 10_000, "/v3/kv/put", put(-1));
            String leader = field("leader", status(0));
            order.sort((a, b) -> Boolean.compare(isMember(b, leader), isMember(a, leader)));
        }

        private boolean isMember(int node, String id) {
            try {
                return field("member_id", status(node)).equals(id);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }

        private String status(int node) throws Exception {
            return post(clients[node], 10_000, "/v3/maintenance/status", "{}");
        }

        private static String field(String name, String json) {
            return json.replaceFirst("(?s).*\"" + name + "\":\"(\\d+)\".*", "$1");
        }

        private void start(int node) throws IOException {
            String all = IntStream.range(0, NODES)
                    .mapToObj(i -> "n" + i + "=http://127.0.0.1:" + peers[i])
                    .collect(Collectors.joining(","));
            String client = "http://127.0.0.1:" + clients[node];
            String peer = "http://127.0.0.1:" + peers[node];
            processes.start(
                    "n" + node,
                    "{} --name n" + node + " --data-dir n" + node + ".data --listen-client-urls {}"
                            + " --advertise-client-urls {} --listen-peer-urls {} --initial-advertise-peer-urls {}"
                            + " --initial-cluster {} --log-level error",
                    Lab.program(NAME),
                    client,
                    client,
                    peer,
                    peer,
                    all);
        }

        /** Starts a node with its data on disk. Node 0 is the leader at the start. */
        private void run(int node) throws IOException {
            start(order.get(node));
        }

        private void kill(int... nodes) {
            for (int node : nodes) {
                processes.kill("n" + order.get(node));
            }
        }

        private void signal(int node, String signal) {
            processes.signal("n" + order.get(node), signal);
        }

        private static String put(int number) {
            String key = Base64.getEncoder().encodeToString(("key-" + number).getBytes(StandardCharsets.US_ASCII));
            return "{\"key\":\"" + key + "\",\"value\":\"dmFsdWU=\"}";
        }

        private String post(int port, int timeoutMillis, String path, String body) throws Exception {
            return connections.exchange(port, timeoutMillis, connection -> {
                connection.send("POST " + path + " HTTP/1.1\r\nHost: etcd\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
                String status = connection.line().split(" ", 3)[1];
                int length = 0;
                for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    }
                }
                String answer = connection.text(length);
                if (!status.equals("200")) {
                    throw new Call.Failure(status);
                }
                return answer;
            });
        }

        private String write(int number, int timeoutMillis) throws Exception {
            int used = current;
            try {
                post(clients[order.get(used)], timeoutMillis, "/v3/kv/put", put(number));
                return "";
            } catch (IOException | Call.Failure failed) {
                current = (used + 1) % NODES;
                throw failed;
            }
        }

        @Override
        public Call client() {
            return this::write;
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
