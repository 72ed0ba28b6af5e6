package dev.brownout.component.cache;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.host.Host;
import dev.brownout.random.ZipfKeys;
import dev.brownout.runtime.Harness;
import dev.brownout.runtime.Scenes;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Test stage with a cache, a caller and a {@link Source}. Round trips take 0.5 ms, and callers time out after 100 ms.
 */
final class CacheStage extends Harness {
    final Host store = hosts("db").get(0);
    final CacheTier cache = (CacheTier) component("cache");
    final List<Host> hosts = hosts("cache");
    private final Source source;
    private final Service reader;
    private final Service writer;
    private int requests;

    private CacheStage(Scenes scenes, Source source, Duration timeout) {
        super(scenes.with("db", source));
        this.source = source;
        Host caller = caller("web", "1", "");
        reader = connect(caller, "cache", CallTarget.waiting(Operation.READ, Optional.of(timeout)));
        writer = connect(caller, "cache", CallTarget.waiting(Operation.WRITE, Optional.of(timeout)));
    }

    /** Returns a scenario of 1 s in which the smallest keys are the most popular. */
    static Scenes scenes(CacheSpec spec) {
        return Scenes.scene()
                .networked()
                .withDuration(1)
                .with("cache", spec)
                .requesting("get", new PoissonLoad(1), new ZipfKeys(1, 1000), null, List.of(), Scenes.visit("cache"));
    }

    static CacheStage of(Scenes scenes) {
        return new CacheStage(scenes, new Source(), Duration.ofMillis(100));
    }

    static CacheStage of(Duration timeout, ReadPolicy policy) {
        return new CacheStage(scenes(CacheSpecs.with(c -> c.readPolicy = policy)), new Source(), timeout);
    }

    static CacheStage of(Consumer<CacheSpecs> otherwise) {
        return of(scenes(CacheSpecs.with(otherwise)));
    }

    static CacheStage of(ReadPolicy policy) {
        return of(c -> c.readPolicy = policy);
    }

    /** Returns the newest version of each key in the source. */
    Map<Integer, Long> versions() {
        return source.versions;
    }

    /** Returns the number of reads at the source. */
    int reads() {
        return source.reads;
    }

    /** Returns the number of writes at the source. */
    int writes() {
        return source.writes;
    }

    /** Reads a key at {@code atMillis}. The response is logged as {@code read KEY OUTCOME VERSION at MILLISECONDS}. */
    void read(double atMillis, int key) {
        send("read", atMillis, key, reader, Operation.READ);
    }

    /** Writes a key at {@code atMillis}. */
    void write(double atMillis, int key) {
        send("write", atMillis, key, writer, Operation.WRITE);
    }

    private void send(String name, double atMillis, int key, Service service, Operation operation) {
        long id = ++requests;
        long instant = (long) (atMillis * MILLI);
        Request request =
                new Request(id, id, id, RequestSource.NONE, 0, 0, key, operation, 100, instant, new LogicalRequest());
        send(
                atMillis,
                service,
                request,
                (outcome, detail) -> log(
                        name + " " + key + " " + outcome.label() + " " + (outcome.good() ? source.number(detail) : 0)));
    }

    double measure(String name) {
        return measure("cache", name, "");
    }
}
