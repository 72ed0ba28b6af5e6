package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.List;

/**
 * Threads and queue of the embedded web server of an application: Tomcat, Jetty or Undertow.
 *
 * @see <a href="https://docs.spring.io/spring-boot/appendix/application-properties/index.html">Spring Boot, Common
 *     Application Properties, Server Properties</a>
 */
final class ServerThreads {
    private static final String IDLE =
            "idle connections and their limits; here a connection takes no place between calls";

    private final SpringConfiguration configuration;
    private final ValueReader values;
    private final ImportedSettings settings;

    private ServerThreads(SpringConfiguration configuration, ImportedSettings settings) {
        this.configuration = configuration;
        this.values = new ValueReader(configuration);
        this.settings = settings;
    }

    /** Adds the settings of the web server to those of the application. Returns whether there are any. */
    static boolean read(SpringConfiguration configuration, ImportedSettings settings) {
        ServerThreads server = new ServerThreads(configuration, settings);
        server.listed();
        List<Boolean> values = List.of(server.tomcat(), server.jetty(), server.undertow());
        return values.contains(true);
    }

    private Setting server(String... path) {
        return SpringConfiguration.settingAt(configuration.settingAt("server"), path);
    }

    private void listed() {
        Setting shutdown = server("shutdown");
        Setting phase = configuration.settingAt("spring", "lifecycle", "timeoutPerShutdownPhase");
        shutdown.ignore("graceful shutdown: in a scenario, the fault that stops a node has the drain time, such as"
                + " 'at 1m: drain application/1 grace=30s'");
        phase.ignore("the drain time of a graceful shutdown: a fault has it, such as"
                + " 'at 1m: drain application/1 grace=30s'");
        for (String name : new String[] {"connectionTimeout", "keepAliveTimeout", "maxKeepAliveRequests"}) {
            server(name).ignore(IDLE);
            server("tomcat", name).ignore(IDLE);
        }
        server("netty").ignore("settings of Netty, which has no thread for each request; here the cores are the limit");
        configuration
                .settingAt("spring", "mvc", "async", "requestTimeout")
                .ignore("the timeout of asynchronous requests; here the client's timeout applies");
    }

    private boolean virtual() {
        Setting enabled = configuration.settingAt("spring", "threads", "virtual", "enabled");
        boolean virtual = enabled.text().equalsIgnoreCase("true");
        if (virtual) {
            settings.set("workers", "unlimited", configuration.origin(enabled) + ": virtual threads");
        }
        return virtual;
    }

    private boolean tomcat() {
        Setting most = ValueReader.first(
                server("tomcat", "threads", "max"), server("tomcat", "maxThreads"), server("maxThreads"));
        Setting accepts = ValueReader.first(server("tomcat", "acceptCount"), server("acceptCount"));
        Setting connections = server("tomcat", "maxConnections");
        Setting capacity = server("tomcat", "threads", "maxQueueCapacity");
        Setting spare = ValueReader.first(server("tomcat", "threads", "minSpare"), server("tomcat", "minSpareThreads"));
        spare.ignore("threads that are started in advance; here a thread starts without delay");
        capacity.ignore("a limit of the executor's queue; here the limits of connections bound it");
        boolean isPresent = ValueReader.isAnyPresent(most, accepts, connections, capacity);
        if (virtual()) {
            most.ignore("Tomcat's threads, which virtual threads replace");
            accepts.ignore("a limit of waiting connections, for which virtual threads do not wait");
            connections.ignore("a limit of connections; here virtual threads are unlimited");
            return true;
        }
        if (!isPresent) {
            return false;
        }
        SourcedValue workers = values.integer(most, 1, 200, "Tomcat's default");
        SourcedValue open = values.integer(connections, -1, 8192, "Tomcat's default");
        SourcedValue backlog = values.integer(accepts, 0, 100, "Tomcat's default");
        settings.set("workers", workers.value(), workers.origin());
        long places = Long.parseLong(open.value()) - Long.parseLong(workers.value());
        String queue = Long.parseLong(open.value()) < 0
                ? "unlimited"
                : Long.toString(Math.max(0, places) + Long.parseLong(backlog.value()));
        settings.set(
                "queue",
                queue,
                "connections without a thread, and the backlog: max-connections " + open.value() + " (" + open.origin()
                        + "), accept-count " + backlog.value() + " (" + backlog.origin() + ")");
        return true;
    }

    private boolean jetty() {
        Setting most = ValueReader.first(server("jetty", "threads", "max"), server("jetty", "maxThreads"));
        Setting capacity =
                ValueReader.first(server("jetty", "threads", "maxQueueCapacity"), server("jetty", "maxQueueCapacity"));
        for (String name : new String[] {"acceptors", "selectors", "min", "idleTimeout"}) {
            server("jetty", "threads", name)
                    .ignore("threads that serve no request; here all threads serve requests and start without delay");
        }
        server("jetty", "connectionIdleTimeout").ignore(IDLE);
        server("jetty", "maxConnections").ignore("a limit of connections; here the queue has the limit");
        if (!ValueReader.isAnyPresent(most, capacity)) {
            return false;
        }
        if (settings.get("workers") != null) {
            leaveOut("Jetty", most, capacity);
            return true;
        }
        SourcedValue workers = values.integer(most, 1, 200, "Jetty's default");
        settings.set("workers", workers.value(), workers.origin());
        SourcedValue queue = values.integer(capacity, 0, 0, "Jetty's queue has no limit by default");
        settings.set("queue", capacity.isPresent() ? queue.value() : "unlimited", queue.origin());
        return true;
    }

    /** Lists the settings of a web server. An application has one web server, and another one is set. */
    private static void leaveOut(String product, Setting... all) {
        for (Setting setting : all) {
            setting.ignore(
                    "threads of " + product + "; the settings of another web server are used, or virtual threads");
        }
    }

    private boolean undertow() {
        Setting most = ValueReader.first(server("undertow", "threads", "worker"), server("undertow", "workerThreads"));
        ValueReader.first(server("undertow", "threads", "io"), server("undertow", "ioThreads"))
                .ignore("threads that wait for no request; here they have no model");
        if (!most.isPresent()) {
            return false;
        }
        if (settings.get("workers") != null) {
            leaveOut("Undertow", most);
            return true;
        }
        SourcedValue workers = values.integer(most, 1, 32, "Undertow's default on 4 cores: 8 threads for each");
        settings.set("workers", workers.value(), workers.origin());
        settings.set("queue", "unlimited", "Undertow's queue of tasks has no limit");
        return true;
    }
}
