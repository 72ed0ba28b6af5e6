package dev.brownout.reality.product;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** RabbitMQ with one classic queue: a publisher with confirms, and consumers with manual acknowledgements. */
final class RabbitMq implements MeasuredProduct {
    private static final String SERVER = "rabbitmq-server";
    private static final String HOST = "127.0.0.1";
    private static final String QUEUE = "jobs";
    private static final String WORKER = "worker";
    private static final String OTHER = "other";
    private static final String BROKER = "broker";
    private static final double FAULT_AT = 10;
    private static final double RESTART_AT = 12;
    private static final String DEPTH = "jobs.depth.max";
    private static final String CONSUMED = "jobs.consumed";
    private static final String LOST = "jobs.lost";
    private static final String DURABLE = "durable: true";
    private static final String P50 = "jobs.end_to_end.p50";
    private static final String NO_FAULT = "";

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(SERVER, SERVER, "epmd", "erlang-base");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output("dpkg-query", "-W", "-f", "${Version}", SERVER).trim();
    }

    /** Measures the time of a confirmed publication, and the time that a killed broker takes to start. */
    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (Broker site = new Broker(lab, Map.of(), true)) {
            lab.recordTimes("send.csv", new Load.Open(50), 15, site);
            site.processes.end(BROKER);
            long killed = System.nanoTime();
            site.startBroker();
            double seconds = (System.nanoTime() - killed) / 1e9;
            return Map.of("down", String.format(Locale.ROOT, "%.1fs", RESTART_AT - FAULT_AT + seconds));
        }
    }

    @Override
    public List<ProductTrial> trials() {
        return List.of(
                working("a consumer is killed", "kill", 130, 25, Map.of(), DURABLE, "at 10s: crash worker/1 for 60s")
                        .action(SiteAction.at(FAULT_AT, (Broker broker) -> broker.processes.kill(WORKER)))
                        .figures(
                                MessageSite.count("redelivered", "jobs.redeliveries"),
                                MessageSite.count("consumed", CONSUMED),
                                depth(),
                                MessageSite.count("lost", LOST)),
                working("consumers are slower than arrivals", "overload", 130, 25, Map.of(), DURABLE, NO_FAULT)
                        .figures(
                                depth(),
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.endToEnd("p50", P50, 0.1)),
                working(
                                "a full queue rejects",
                                "limit",
                                140,
                                25,
                                Map.of("x-max-length", 100, "x-overflow", "reject-publish"),
                                "capacity: 100",
                                NO_FAULT)
                        .figures(
                                Figure.failed("rejected", "call.rejected"),
                                Figure.failed(),
                                depth(),
                                MessageSite.endToEnd("p50", P50, 0.1)),
                working("messages expire", "limit", 140, 25, Map.of("x-message-ttl", 2000), "retention: 2s", NO_FAULT)
                        .figures(MessageSite.count("lost", LOST), depth(), MessageSite.count("consumed", CONSUMED)),
                restarted("a broker is killed and restarts: persistent messages", DURABLE, true),
                restarted("a broker is killed and restarts: transient messages", "durable: false", false),
                ProductTrial.of(
                                "a fast and a slow consumer",
                                "slow node",
                                "unequal",
                                new Load.Open(90),
                                25,
                                lab -> new Broker(lab, Map.of(), true)
                                        .consumer(WORKER, MessageWork.SLEEP, 10_000, 10)
                                        .consumer(OTHER, MessageWork.SLEEP, 40_000, 10))
                        .figures(
                                new Figure(
                                        "share of worker",
                                        "worker.throughput",
                                        "call.throughput",
                                        0,
                                        0.03,
                                        1,
                                        measured -> measured.site().number(WORKER)),
                                MessageSite.endToEnd("p50", P50, 0.1),
                                MessageSite.endToEnd("p99", "jobs.end_to_end.p99", 0.2)),
                computing("80 % of a consumer's capacity", 80)
                        .figures(
                                MessageSite.count("consumed", CONSUMED),
                                MessageSite.endToEnd("p50", P50, 0.1),
                                MessageSite.endToEnd("p99", "jobs.end_to_end.p99", 0.2)),
                computing("110 % of a consumer's capacity", 110)
                        .figures(
                                MessageSite.count("consumed", CONSUMED),
                                depth(),
                                MessageSite.endToEnd("p50", P50, 0.1)));
    }

    /** Returns a trial of two consumers that sleep for 20 ms per message and have at most 20 messages each. */
    private static ProductTrial working(
            String name,
            String fault,
            double perSecond,
            int seconds,
            Map<String, Object> arguments,
            String settings,
            String faults) {
        return ProductTrial.of(
                        name,
                        fault,
                        "workers",
                        new Load.Open(perSecond),
                        seconds,
                        lab -> new Broker(lab, arguments, true)
                                .consumer(WORKER, MessageWork.SLEEP, 20_000, 20)
                                .consumer(OTHER, MessageWork.SLEEP, 20_000, 20))
                .with("settings", settings, "nodes", "2", "work", "20ms", "prefetch", "20", "faults", faults);
    }

    /** Returns a trial of one consumer that computes for 10 ms per message: its capacity is 100 messages per second. */
    private static ProductTrial computing(String name, double perSecond) {
        return ProductTrial.of(
                        name,
                        "load",
                        "workers",
                        new Load.Open(perSecond),
                        25,
                        lab -> new Broker(lab, Map.of(), true).consumer(WORKER, MessageWork.COMPUTE, 10_000, 10))
                .with("settings", DURABLE, "nodes", "1", "work", "10ms", "prefetch", "10", "faults", NO_FAULT);
    }

    private static ProductTrial restarted(String name, String settings, boolean persistent) {
        return ProductTrial.of(
                        name,
                        "restart",
                        "restarted",
                        new Load.Open(100),
                        35,
                        lab -> new Broker(lab, Map.of(), persistent).consumer(WORKER, MessageWork.SLEEP, 20_000, 20))
                .with("settings", settings)
                .action(SiteAction.at(FAULT_AT, (Broker broker) -> broker.processes.kill(BROKER))
                        .then(SiteAction.at(RESTART_AT, Broker::startBroker)))
                .figures(
                        Figure.failed(),
                        Figure.outage(FAULT_AT, 1),
                        MessageSite.count("lost", LOST),
                        MessageSite.count("consumed", CONSUMED));
    }

    /** Returns the largest number of waiting messages, without those at consumers. */
    private static Figure depth() {
        return Figure.count("depth", DEPTH, measured -> ((Broker) measured.site()).largestDepth());
    }

    /** A broker with its publisher and its consumers. */
    private static final class Broker extends MessageSite {
        private final int port = Processes.freePort();
        private final int names = Processes.freePort();
        private final int distribution = Processes.freePort();
        private final AMQP.BasicProperties properties;
        private final Deque<Channel> idle = new ArrayDeque<>();
        private final DepthSampler depths = new DepthSampler(this);
        private Connection connection;

        /**
         * Starts a broker and declares its queue.
         *
         * @param arguments arguments of the queue
         */
        Broker(Lab lab, Map<String, Object> arguments, boolean persistent) throws Exception {
            super(lab.processes());
            properties = persistent ? MessageProperties.PERSISTENT_BASIC : MessageProperties.BASIC;
            processes.start("epmd", "env ERL_EPMD_ADDRESS=" + HOST + " {} -port {}", Lab.program("epmd"), names);
            Processes.awaitListening(names);
            startBroker();
            Channel channel = channel(Duration.ofSeconds(10));
            channel.queueDeclare(QUEUE, true, false, false, arguments);
            release(channel);
            depths.start();
        }

        /** Starts the broker, and waits until it accepts connections. */
        void startBroker() throws IOException, InterruptedException {
            Path folder = processes.folder();
            String places = "HOME={} RABBITMQ_MNESIA_BASE={}/mnesia RABBITMQ_LOG_BASE={}/log RABBITMQ_PID_FILE={}/pid"
                    + " RABBITMQ_ENABLED_PLUGINS_FILE={}/plugins RABBITMQ_CONFIG_FILE={}/rabbitmq";
            processes.start(
                    BROKER,
                    "env RUNNING_UNDER_SYSTEMD=true RABBITMQ_NODENAME=lab@localhost RABBITMQ_NODE_IP_ADDRESS=" + HOST
                            + " ERL_EPMD_PORT=" + names + " RABBITMQ_NODE_PORT=" + port + " RABBITMQ_DIST_PORT="
                            + distribution + " " + places.replace("{}", folder.toString()) + " {}",
                    Path.of("/usr/lib/rabbitmq/bin", SERVER));
            Processes.awaitListening(port);
        }

        /** Starts a consumer and waits until it consumes. */
        Broker consumer(String name, String work, long workMicros, int prefetch) throws IOException {
            startConsumer(name, Worker.class, name, port, work, workMicros, prefetch);
            awaitConsumers();
            return this;
        }

        @Override
        void publish(int number, String message, int timeoutMillis) throws Exception {
            Channel channel = channel(Duration.ofMillis(timeoutMillis));
            try {
                channel.basicPublish("", QUEUE, properties, message.getBytes(StandardCharsets.US_ASCII));
                if (!channel.waitForConfirms(timeoutMillis)) {
                    throw new Call.Failure("rejected");
                }
            } catch (TimeoutException late) {
                channel.abort();
                throw new SocketTimeoutException();
            } finally {
                release(channel);
            }
        }

        /** Returns an idle channel with confirms. A closed connection is opened again. */
        synchronized Channel channel(Duration timeout) throws IOException, TimeoutException {
            while (!idle.isEmpty()) {
                Channel channel = idle.pop();
                if (channel.isOpen()) {
                    return channel;
                }
            }
            if (connection == null || !connection.isOpen()) {
                ConnectionFactory factory = factory(port);
                factory.setAutomaticRecoveryEnabled(false);
                factory.setConnectionTimeout((int) timeout.toMillis());
                connection = factory.newConnection();
            }
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            return channel;
        }

        private synchronized void release(Channel channel) {
            if (channel.isOpen()) {
                idle.push(channel);
            }
        }

        @Override
        void stopSamples() {
            depths.interrupt();
        }

        double largestDepth() {
            return depths.largest();
        }

        /** Returns the confirmed messages that were not processed and do not wait in the queue. */
        @Override
        double lost() throws Exception {
            long unprocessed = storedMessages() - processedMessages();
            Channel channel = channel(Duration.ofSeconds(1));
            while (channel.consumerCount(QUEUE) > 0) {
                Load.waitUntil(System.nanoTime() + DepthSampler.INTERVAL_NANOS);
            }
            return Math.max(0, unprocessed - channel.messageCount(QUEUE));
        }

        @Override
        public void close() throws IOException {
            depths.interrupt();
            if (connection != null) {
                connection.abort(0);
            }
            super.close();
        }
    }

    /** Reads the number of waiting messages at regular times. */
    private static final class DepthSampler extends Thread {
        private static final long INTERVAL_NANOS = 100_000_000;
        private final Broker broker;
        private volatile long largest;

        DepthSampler(Broker broker) {
            super("depth");
            this.broker = broker;
            setDaemon(true);
        }

        double largest() {
            return largest;
        }

        @Override
        public void run() {
            while (!isInterrupted()) {
                try {
                    Channel channel = broker.channel(Duration.ofSeconds(1));
                    largest = Math.max(largest, channel.messageCount(QUEUE));
                    broker.release(channel);
                } catch (IOException | TimeoutException | RuntimeException down) {
                    // The broker does not run: the next sample is taken when it does.
                }
                Load.waitUntil(System.nanoTime() + INTERVAL_NANOS);
            }
        }
    }

    private static ConnectionFactory factory(int port) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(HOST);
        factory.setPort(port);
        return factory;
    }

    /** A consumer that processes one message after another and acknowledges each. It reconnects every 5 s. */
    static final class Worker {
        private Worker() {}

        /**
         * Consumes until the process is killed.
         *
         * @param args name, port, kind of work, its time in µs, prefetch
         */
        public static void main(String[] args) throws Exception {
            MessageWork work = new MessageWork(args[2], Long.parseLong(args[3]));
            Channel channel = factory(Integer.parseInt(args[1])).newConnection().createChannel();
            channel.basicQos(Integer.parseInt(args[4]));
            channel.basicConsume(QUEUE, false, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                        throws IOException {
                    long finished = work.process();
                    channel.basicAck(envelope.getDeliveryTag(), false);
                    MessageSite.record(new String(body, StandardCharsets.US_ASCII), finished, envelope.isRedeliver());
                }
            });
            MessageSite.ready();
        }
    }
}
