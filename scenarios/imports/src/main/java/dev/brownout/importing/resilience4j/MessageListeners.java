package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Listeners of an application for the messages of Kafka and RabbitMQ. Each is a server of its own, which consumes one
 * topic or queue.
 *
 * @see <a href="https://docs.spring.io/spring-boot/appendix/application-properties/index.html">Spring Boot, Common
 *     Application Properties, Integration Properties</a>
 */
final class MessageListeners {
    private final SpringConfiguration configuration;
    private final ValueReader values;
    private final IdentifierSanitizer names;
    private final List<ImportedComponent> components = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();

    private MessageListeners(SpringConfiguration configuration, IdentifierSanitizer names) {
        this.configuration = configuration;
        this.values = new ValueReader(configuration);
        this.names = names;
    }

    /** Reads the listeners of a configuration. */
    static MessageListeners read(SpringConfiguration configuration, IdentifierSanitizer names) {
        MessageListeners listeners = new MessageListeners(configuration, names);
        listeners.kafka();
        listeners.rabbit();
        return listeners;
    }

    /** Returns the queues, topics and listeners. */
    List<ImportedComponent> components() {
        return List.copyOf(components);
    }

    /** Returns the names of the queues and topics. */
    List<String> queues() {
        return List.copyOf(queues);
    }

    private void kafka() {
        Setting kafka = configuration.settingAt("spring", "kafka");
        Setting consumer = Properties.property(kafka, "consumer");
        Setting listener = Properties.property(kafka, "listener");
        if (!consumer.isPresent() && !listener.isPresent()) {
            return;
        }
        Properties.property(kafka, "bootstrapServers").text();
        ImportedComponent topic = new ImportedComponent(names.uniqueVariant("kafka"));
        SourcedValue threads =
                values.integer(Properties.property(listener, "concurrency"), 1, 1, "Spring Kafka's default");
        topic.settings()
                .set("kind", "topic", "origin: " + kafka.origin())
                .set("profile", "kafka", "")
                .set("partitions", threads.value(), "unknown: A GUESS, one for each thread of the listener");
        property(topic, "max_poll_interval", consumer, "maxPollInterval", "max", "poll", "interval", "ms");
        property(topic, "session_timeout", consumer, "sessionTimeout", "session", "timeout", "ms");
        property(topic, "heartbeat", consumer, "heartbeatInterval", "heartbeat", "interval", "ms");
        property(topic, "poll", consumer, "fetchMaxWait", "fetch", "max", "wait", "ms");
        Setting instance =
                SpringConfiguration.settingAt(Properties.property(consumer, "properties"), "group", "instance", "id");
        if (!instance.text().isEmpty()) {
            topic.settings().set("membership", "static", configuration.origin(instance));
        }
        Setting acks = SpringConfiguration.settingAt(kafka, "producer", "acks");
        String text = acks.peekText();
        if (text.matches("all|-1|0|1")) {
            topic.settings().set("acks", text.equals("-1") ? "all" : text, configuration.origin(acks));
            acks.text();
        }
        SourcedValue records =
                values.integer(Properties.property(consumer, "maxPollRecords"), 1, 500, "Kafka's default");
        add(topic, threads, records.value(), records.origin());
    }

    private void property(ImportedComponent topic, String key, Setting consumer, String name, String... client) {
        Setting plain = Properties.property(consumer, name);
        Setting setting = ValueReader.first(
                plain, SpringConfiguration.settingAt(Properties.property(consumer, "properties"), client));
        if (setting.isPresent()) {
            SourcedValue value = values.duration(setting, "", "Kafka's default");
            if (!value.value().isEmpty()) {
                topic.settings().set(key, value.value(), value.origin());
            }
        }
    }

    private void rabbit() {
        Setting rabbit = configuration.settingAt("spring", "rabbitmq");
        Setting listener = ValueReader.first(
                SpringConfiguration.settingAt(rabbit, "listener", "simple"),
                SpringConfiguration.settingAt(rabbit, "listener", "direct"));
        if (!listener.isPresent()) {
            return;
        }
        List.of("host", "port", "addresses")
                .forEach(key -> Properties.property(rabbit, key).text());
        ImportedComponent queue = new ImportedComponent(names.uniqueVariant("rabbitmq"));
        queue.settings()
                .set("kind", "queue", "origin: " + rabbit.origin())
                .set(
                        "redelivery",
                        "at-once",
                        "RabbitMQ: on the acknowledgement of a consumer, or when its" + " connection breaks");
        Setting concurrency = ValueReader.first(
                Properties.property(listener, "concurrency"), Properties.property(listener, "consumersPerQueue"));
        SourcedValue threads = values.integer(concurrency, 1, 1, "the default of Spring AMQP");
        SourcedValue prefetch =
                values.integer(Properties.property(listener, "prefetch"), 1, 250, "the default of Spring AMQP");
        Properties.property(listener, "maxConcurrency")
                .ignore("consumers that are added under load; here their number is constant");
        Properties.property(listener, "retry")
                .ignore("retries within the listener; here a failed message is delivered again");
        Properties.property(listener, "defaultRequeueRejected")
                .ignore("the handling of rejected messages; here they are delivered again");
        long held = Long.parseLong(prefetch.value()) * Long.parseLong(threads.value());
        add(queue, threads, Long.toString(held), prefetch.origin() + ", " + prefetch.value() + " for each thread");
    }

    private void add(ImportedComponent queue, SourcedValue threads, String prefetch, String origin) {
        ImportedComponent listener = new ImportedComponent(names.uniqueVariant(queue.name() + "-listener"));
        listener.settings()
                .set("kind", "server", "the threads of the application that process messages")
                .set("workers", threads.value(), threads.origin())
                .set("service", "exp(10ms)", "unknown: A PLACEHOLDER");
        ImportedSettings consumed =
                new ImportedSettings().set("queue", queue.name(), "").set("prefetch", prefetch, origin);
        listener.consumers().add(new ImportedActivity("consumes", "", consumed, List.of()));
        components.add(queue);
        components.add(listener);
        queues.add(queue.name());
    }
}
