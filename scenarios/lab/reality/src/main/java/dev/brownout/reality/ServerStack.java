package dev.brownout.reality;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Real server stack of the site: nginx in front of two instances of the {@link SiteService}, Redis with memory for a
 * part of the rows, and PostgreSQL with one streaming replica. All servers listen on free ports of 127.0.0.1.
 */
final class ServerStack implements AutoCloseable {
    static final int ROWS = 10_000;
    static final int VALUE_BYTES = 1000;
    private static final String REDIS = "redis";
    private static final String SERVICE = "service-";

    private final InstalledPrograms programs;
    private final Processes processes;
    private final Databases databases;
    private final int proxyPort = Processes.freePort();
    private final int redis = Processes.freePort();
    private final int[] services = {Processes.freePort(), Processes.freePort()};
    private int generation;
    private int configuredPort;

    ServerStack(InstalledPrograms programs) throws IOException, InterruptedException {
        this.programs = programs;
        this.processes = new Processes(programs.setpriv());
        this.databases = new Databases(programs, processes);
        try {
            start();
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Returns the address of nginx. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort);
    }

    /** Returns the databases. */
    Databases databases() {
        return databases;
    }

    private void start() throws IOException, InterruptedException {
        processes.start(
                REDIS,
                "{} --bind 127.0.0.1 --port {} --save {} --appendonly no --maxmemory 6mb "
                        + "--maxmemory-policy allkeys-lru --maxmemory-samples 10",
                programs.redis(),
                redis,
                "");
        databases.start(generation);
        startServices();
        Path conf = Files.writeString(processes.folder().resolve("nginx.conf"), nginxConf());
        processes.start("nginx", "{} -e nginx.err -p {} -c {}", programs.nginx(), processes.folder(), conf);
        Processes.awaitListening(proxyPort);
    }

    private void startServices() throws IOException, InterruptedException {
        for (int i = 0; i < services.length; i++) {
            processes.java(
                    SERVICE + (i + 1),
                    SiteService.class,
                    services[i],
                    redis,
                    databases.primaryPort(),
                    databases.replicaPort(),
                    spansOf(i));
            Processes.awaitListening(services[i]);
        }
    }

    private Path spansOf(int service) {
        return processes.folder().resolve("spans-" + (service + 1) + "-" + generation);
    }

    private String nginxConf() {
        return String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx.err;
                events { worker_connections 4096; }
                http {
                    log_format timed escape=json
                        '{"ts":$msec,"method":"$request_method","uri":"$request_uri","status":$status,'
                        '"bytes":$body_bytes_sent,"request_time":$request_time}';
                    access_log %1$s/access.log timed;
                    client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                    keepalive_requests 1000000;
                    upstream site {
                        server 127.0.0.1:%2$d max_fails=1 fail_timeout=10s;
                        server 127.0.0.1:%3$d max_fails=1 fail_timeout=10s;
                        keepalive 64;
                        keepalive_requests 1000000;
                    }
                    server {
                        listen 127.0.0.1:%4$d;
                        location / {
                            proxy_pass http://site;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_next_upstream error;
                            proxy_read_timeout 5s;
                        }
                    }
                }
                """, processes.folder(), services[0], services[1], proxyPort);
    }

    /** Recreates both PostgreSQL servers and both instances of the service. Redis keeps its entries. */
    void restart() throws IOException, InterruptedException {
        generation++;
        processes.end(SERVICE + 1);
        processes.end(SERVICE + 2);
        databases.end();
        databases.start(generation);
        startServices();
    }

    /** Kills an instance of the service immediately. */
    void killService(int number) {
        processes.kill(SERVICE + number);
    }

    /** Sends a signal to Redis, such as STOP and CONT. */
    void signalRedis(String signal) {
        processes.signal(REDIS, signal);
    }

    /** Deletes all entries of Redis. */
    void flushRedis() {
        redis("FLUSHALL");
    }

    /** Returns the number of entries in Redis. */
    int entries() {
        return Integer.parseInt(redis("DBSIZE"));
    }

    private String redis(String command) {
        try (Redis client = new Redis(redis, Duration.ofSeconds(5))) {
            return new String(client.command(Redis.bytes(command)), StandardCharsets.US_ASCII);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Returns the lines that nginx has logged since the previous call, or since the start. */
    String logged() throws IOException {
        Path log = processes.folder().resolve("access.log");
        byte[] all = Files.readAllBytes(log);
        String news = new String(all, configuredPort, all.length - configuredPort, StandardCharsets.UTF_8);
        configuredPort = all.length;
        return news;
    }

    /** Returns the spans that the instances have written since their start. */
    List<Span> spans() throws IOException {
        List<Span> all = new ArrayList<>();
        for (int i = 0; i < services.length; i++) {
            try (Http service = new Http(new Socket(InetAddress.getLoopbackAddress(), services[i]))) {
                service.get("/flush");
                service.next();
            }
            for (String line : Files.readAllLines(spansOf(i))) {
                all.add(Span.of(line));
            }
        }
        return all;
    }

    @Override
    public void close() {
        processes.close();
    }
}
