package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;

/** Kafka with a controller and three brokers. Each broker leads one partition of a topic. */
final class Kafka implements MeasuredProduct {
    private static final int BROKERS = 3;
    private static final int CONTROLLER = 100;
    private static final String TOPIC = "log";
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";
    private static final String CONSUMER = "feed-";
    private static final double FAULT_AT = 10;
    private static final String LAG = "log/feed.lag.max";
    private static final String OLDEST = "log/feed.oldest_age.max";
    private static final String CONSUMED = "log/feed.consumed";
    private static final String NO_FAULT = "";
    private static final String SESSION = "45000";

    Kafka() {
        logWarningsOnly();
    }

    /** Keeps the messages of Kafka's clients out of the output of this process. */
    private static void logWarningsOnly() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of();
    }

    @Override
    public String version(Lab lab) {
        return AppInfoParser.getVersion();
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        for (String acks : List.of("all", "1")) {
            try (Site site = new Cluster(lab, acks, 0, SESSION, "", 0, false)) {
                lab.recordTimes("send-" + acks + ".csv", new Load.Open(50), 15, site);
            }
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        ProductTrial.Start all = lab -> new Cluster(lab, "all", 0, SESSION, "", 0, false);
        ProductTrial.Start leaderOnly = lab -> new Cluster(lab, "1", 0, SESSION, "", 0, false);
        return List.of(
                ProductTrial.of("the leader of a partition is killed", "kill", "brokers", new Load.Open(150), 40, all)
                        .with("acks", "all", "faults", "at 10s: crash log/1 for 90s as fault")
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.processes.kill("broker-1")))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, 2),
                                MessageSite.count("lost", "log.lost")),
                ProductTrial.of(
                                "a leader is killed before its followers have its messages",
                                "kill",
                                "brokers",
                                new Load.Open(150),
                                35,
                                leaderOnly)
                        .with("acks", "1", "faults", """
                                at 12s: crash log/1 for 90s, at 10s: pause log/2 for 3s,
                                  at 10s: pause log/3 for 3s""")
                        .action(signal(FAULT_AT, "STOP", "broker-2", "broker-3")
                                .then(SiteAction.at(12, (Cluster cluster) -> cluster.processes.kill("broker-1")))
                                .then(signal(13, "CONT", "broker-2", "broker-3")))
                        .figures(Figure.failed(), MessageSite.count("lost", "log.lost")),
                ProductTrial.of("a broker hangs for 5 s", "hang", "brokers", new Load.Open(150), 30, all)
                        .with("acks", "all", "faults", "at 10s: pause log/1 for 5s as fault")
                        .action(paused(5, "broker-1"))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(FAULT_AT, 1),
                                MessageSite.count("lost", "log.lost")),
                consuming("a consumer is killed", "kill", 100, 35, 5_000, "10000")
                        .with(values("kafka-2", 3, "5ms", "uniform(1M)", "at 10s: crash feed/1 for 60s"))
                        .action(SiteAction.at(FAULT_AT, (Cluster cluster) -> cluster.processes.kill(CONSUMER + 1)))
                        .figures(
                                MessageSite.count("lag", LAG),
                                MessageSite.time("oldest", OLDEST, 3),
                                MessageSite.count("duplicates", "log/feed.duplicates")),
                consuming("all consumers hang for 8 s", "hang", 100, 30, 10_000, SESSION)
                        .with(values("kafka", 3, "10ms", "uniform(1M)", "at 10s: pause feed/* for 8s"))
                        .action(paused(8, CONSUMER + 1, CONSUMER + 2, CONSUMER + 3))
                        .figures(
                                MessageSite.count("lag", LAG),
                                MessageSite.time("oldest", OLDEST, 1),
                                MessageSite.time("drain", "log/feed.drain_time", 1)),
                consuming("consumers are slower than the producers", "overload", 200, 30, 20_000, SESSION)
                        .with(values("kafka", 3, "20ms", "uniform(1M)", NO_FAULT))
                        .figures(
                                MessageSite.count("lag", LAG),
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.endToEnd("p50", "log/feed.end_to_end.p50", 0.1)),
                ProductTrial.of(
                                "half of the messages have one key",
                                "hot key",
                                "consumers",
                                new Load.Open(120),
                                30,
                                lab -> new Cluster(lab, "all", BROKERS, SESSION, MessageWork.SLEEP, 15_000, true))
                        .with(values("kafka", 3, "15ms", "hot(50% on hot, rest uniform(1M))", NO_FAULT))
                        .figures(
                                MessageSite.count("lag", LAG),
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.time("oldest", OLDEST, 1)),
                computing("80 % of a consumer's capacity", 80)
                        .figures(
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.endToEnd("p50", "log/feed.end_to_end.p50", 0.1),
                                MessageSite.endToEnd("p99", "log/feed.end_to_end.p99", 0.2)),
                computing("110 % of a consumer's capacity", 110)
                        .figures(
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.count("lag", LAG),
                                MessageSite.endToEnd("p50", "log/feed.end_to_end.p50", 0.1)));
    }

    private static ProductTrial consuming(
            String name, String fault, double perSecond, int seconds, long workMicros, String session) {
        return ProductTrial.of(
                name,
                fault,
                "consumers",
                new Load.Open(perSecond),
                seconds,
                lab -> new Cluster(lab, "all", BROKERS, session, MessageWork.SLEEP, workMicros, false));
    }

    /** Returns a trial of one consumer that computes for 10 ms per message: its capacity is 100 messages per second. */
    private static ProductTrial computing(String name, double perSecond) {
        return ProductTrial.of(
                        name,
                        "load",
                        "consumers",
                        new Load.Open(perSecond),
                        30,
                        lab -> new Cluster(lab, "all", 1, SESSION, MessageWork.COMPUTE, 10_000, false))
                .with(values("kafka", 1, "10ms", "uniform(1M)", NO_FAULT));
    }

    private static String[] values(String profile, int nodes, String work, String key, String faults) {
        return new String[] {
            "profile", profile, "nodes", Integer.toString(nodes), "work", work, "key", key, "faults", faults
        };
    }

    private static SiteAction paused(double seconds, String... names) {
        return signal(FAULT_AT, "STOP", names).then(signal(FAULT_AT + seconds, "CONT", names));
    }

    private static SiteAction signal(double seconds, String signal, String... names) {
        return SiteAction.at(seconds, (Cluster cluster) -> {
            for (String name : names) {
                cluster.processes.signal(name, signal);
            }
        });
    }

    /** A controller, three brokers, a producer and the consumers of one group. */
    private static final class Cluster extends MessageSite {
        private final Map<String, Object> client;
        private final KafkaProducer<String, String> producer;
        private final boolean hot;

        /**
         * Starts the cluster.
         *
         * @param hot whether every second message has the same key
         */
        Cluster(Lab lab, String acks, int consumers, String session, String work, long workMicros, boolean hot)
                throws Exception {
            super(lab.processes());
            this.hot = hot;
            String voter = CONTROLLER + "@127.0.0.1:" + Processes.freePort();
            int controllerPort = Integer.parseInt(voter.substring(voter.lastIndexOf(':') + 1));
            node("controller", CONTROLLER, voter, "controller", "CONTROLLER", controllerPort);
            List<Integer> ports = new ArrayList<>();
            for (int i = 1; i <= BROKERS; i++) {
                int port = Processes.freePort();
                node("broker-" + i, i, voter, "broker", "PLAINTEXT", port);
                ports.add(port);
            }
            String bootstrap = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
            client = Map.of("bootstrap.servers", bootstrap);
            try (Admin admin = Admin.create(client)) {
                awaitBrokers(admin);
                Map<Integer, List<Integer>> replicas =
                        Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2));
                admin.createTopics(List.of(new NewTopic(TOPIC, replicas))).all().get();
            }
            producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers", bootstrap,
                            "acks", acks,
                            "linger.ms", "0",
                            "max.block.ms", "1000",
                            "request.timeout.ms", "1000",
                            "delivery.timeout.ms", "1000"),
                    new StringSerializer(),
                    new StringSerializer());
            for (int i = 1; i <= consumers; i++) {
                startConsumer(CONSUMER + i, Worker.class, CONSUMER + i, bootstrap, session, work, workMicros);
            }
            awaitConsumers();
        }

        private void node(String name, int id, String voter, String role, String listener, int port)
                throws IOException {
            Path data = Files.createDirectory(processes.folder().resolve(name));
            Files.writeString(
                    data.resolve("meta.properties"),
                    String.format(Locale.ROOT, "version=1%ncluster.id=%s%nnode.id=%d%n", CLUSTER, id));
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.setPosixFilePermissions(
                    data.resolve("meta.properties"), PosixFilePermissions.fromString("rw-rw-rw-"));
            Path conf = Files.writeString(
                    processes.folder().resolve(name + ".properties"),
                    String.format(Locale.ROOT, """
                    process.roles=%s
                    node.id=%d
                    controller.quorum.voters=%s
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                    listeners=%s://127.0.0.1:%d
                    log.dirs=%s
                    offsets.topic.num.partitions=3
                    group.initial.rebalance.delay.ms=0
                    log.cleaner.dedupe.buffer.size=4000000
                    """, role, id, voter, listener, port, data));
            processes.java(name, kafka.Kafka.class, conf);
        }

        private static void awaitBrokers(Admin admin) throws Exception {
            while (admin.describeCluster().nodes().get().size() < BROKERS) {
                Load.waitUntil(System.nanoTime() + Duration.ofMillis(100).toNanos());
            }
        }

        @Override
        void publish(int number, String message, int timeoutMillis) throws Exception {
            String key = hot && number % 2 == 0 ? "hot" : "key-" + number;
            try {
                producer.send(new ProducerRecord<>(TOPIC, key, message)).get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                    throw new SocketTimeoutException();
                }
                throw new Call.Failure(failed.getCause().getClass().getSimpleName());
            }
        }

        /** Reads the topic from its start to its end, and counts the confirmed messages that it lacks. */
        @Override
        double lost() {
            Set<Integer> missing = new HashSet<>(storedNumbers());
            try (KafkaConsumer<String, String> reader =
                    new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
                List<TopicPartition> partitions = IntStream.range(0, BROKERS)
                        .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                        .toList();
                reader.assign(partitions);
                reader.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
                while (partitions.stream().anyMatch(each -> reader.position(each) < ends.get(each))) {
                    for (ConsumerRecord<String, String> message : reader.poll(Duration.ofMillis(100))) {
                        missing.remove(Integer.valueOf(message.value().split(" ", -1)[0]));
                    }
                }
            }
            return missing.size();
        }

        @Override
        public void close() throws IOException {
            producer.close(Duration.ZERO);
            super.close();
        }
    }

    /** A consumer that processes the messages of a poll one after another, and commits them together. */
    static final class Worker {
        private Worker() {}

        /**
         * Consumes until the process is killed.
         *
         * @param args name, brokers, session timeout in ms, kind of work, its time in µs
         */
        public static void main(String[] args) {
            logWarningsOnly();
            MessageWork work = new MessageWork(args[3], Long.parseLong(args[4]));
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers", args[1],
                    "group.id", "feed",
                    "session.timeout.ms", args[2],
                    "enable.auto.commit", "false",
                    "auto.offset.reset", "earliest");
            try (KafkaConsumer<String, String> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of(TOPIC), new Readiness());
                while (true) {
                    List<String> lines = new ArrayList<>();
                    List<Long> ends = new ArrayList<>();
                    for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(500))) {
                        ends.add(work.process());
                        lines.add(message.value());
                    }
                    if (!lines.isEmpty()) {
                        consumer.commitSync();
                    }
                    for (int i = 0; i < lines.size(); i++) {
                        MessageSite.record(lines.get(i), ends.get(i), false);
                    }
                }
            }
        }
    }

    /** Reports the first assignment of a partition. */
    private static final class Readiness implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // No state of a partition is kept.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                MessageSite.ready();
            }
        }
    }
}
