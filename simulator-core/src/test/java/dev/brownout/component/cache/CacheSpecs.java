package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheExpiry.Renewal;
import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.eviction.Eviction;
import dev.brownout.hashing.Hashing;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Builder of cache specifications for tests, with the defaults of the language. */
public final class CacheSpecs {
    public int nodes = 1;
    public Hashing hashing = Hashing.MODULO;
    public Optional<Integer> entries = Optional.empty();
    public Optional<DataSize> memory = Optional.empty();
    public Eviction eviction = Eviction.LRU;
    public Optional<Duration> ttl = Optional.empty();
    public Share ttlJitter = new Share(0);
    public Renewal renewal = Renewal.LOAD;
    public Optional<Duration> staleWhileRevalidate = Optional.empty();
    public Optional<Double> earlyRefresh = Optional.empty();
    public Optional<Duration> negativeTtl = Optional.empty();
    public Optional<Integer> cores = Optional.empty();
    public Optional<Integer> queue = Optional.of(1000);
    public Distribution lookup = new ConstantDistribution(200_000);
    public Optional<Distribution> loadTime = Optional.empty();
    public Optional<Duration> clientTimeout = Optional.empty();
    public Optional<Integer> ejectAfter = Optional.empty();
    public Duration ejectFor = Duration.ofSeconds(30);
    public int copies = 1;
    public Duration failover = Duration.ofSeconds(30);
    public Duration copyLag = Duration.ZERO;
    public ReadPolicy readPolicy = ReadPolicy.LOOK_ASIDE;
    public boolean coalesce;
    public Optional<Duration> lease = Optional.empty();
    public WritePolicy writePolicy = WritePolicy.AROUND;
    public Duration flushInterval = Duration.ofSeconds(1);
    public Optional<Integer> warm = Optional.empty();
    public Optional<BloomFilterSpec> bloomFilter = Optional.empty();
    public Optional<String> source = Optional.of("db");

    private CacheSpecs() {}

    /** Returns a specification with the defaults as changed by {@code otherwise}. */
    public static CacheSpec with(Consumer<CacheSpecs> otherwise) {
        CacheSpecs c = new CacheSpecs();
        otherwise.accept(c);
        return new CacheSpec(
                c.nodes,
                new CacheSpec.KeyDistribution(c.hashing, 160),
                new CacheSpec.CacheCapacity(c.entries, c.memory, c.eviction),
                new CacheExpiry(
                        c.ttl,
                        c.ttlJitter,
                        new Rate(0),
                        c.renewal,
                        c.staleWhileRevalidate,
                        c.earlyRefresh,
                        c.negativeTtl),
                new CacheSpec.CacheCpu(c.cores, c.queue, c.lookup, c.loadTime),
                new CacheSpec.CacheClientSettings(c.clientTimeout, c.ejectAfter, c.ejectFor),
                new CacheSpec.CacheReplication(c.copies, c.failover, c.copyLag),
                new SourceAccess(c.readPolicy, c.coalesce, c.lease, c.writePolicy, c.flushInterval),
                c.warm,
                c.bloomFilter,
                c.source);
    }
}
