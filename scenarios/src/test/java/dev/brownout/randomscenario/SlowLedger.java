package dev.brownout.randomscenario;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.cache.SourceAccess;
import dev.brownout.component.cdn.CdnSpec;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.quorumstore.QuorumStoreSpec;
import dev.brownout.host.Host;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionVector;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Independent check of stale reads. It records all acknowledged writes and reads of databases, stores and caches, and
 * then examines each read against all writes. A read that was sent after the acknowledgement of a write that it misses
 * must be marked as stale. A read marked as stale must miss a write that was acknowledged before its response.
 *
 * <p>The order of events is that in which the ledger observes them, by its own counter, as several events may have the
 * same time.
 */
final class SlowLedger {
    private static final int STORE_BITS = 41;
    private static final long PLAIN = 1L << 62;

    private final Map<String, List<AcknowledgedWrite>> writes = new LinkedHashMap<>();
    /** Time to live of keys in stores where they expire, in ns, by store. */
    private final Map<Long, Long> ttls = new LinkedHashMap<>();

    private final Set<Long> reported = new LinkedHashSet<>();
    private final List<LedgerRead> reads = new ArrayList<>();
    /** True if there were changes without a request, or writes with a version that does not identify their store. */
    private boolean blind;

    /** Number of calls and responses observed. */
    private long observations;

    private VariantResult result;
    private int checks;
    private int stale;

    private record AcknowledgedWrite(LogicalRequest session, long version, long sentAt, long order) {}

    /** Read with its response. {@code seen} has the known writes if these are not all writes up to the version. */
    private record LedgerRead(
            String component,
            LogicalRequest session,
            int key,
            long version,
            Optional<VersionVector> seen,
            long sent,
            long answered,
            long answeredAt,
            boolean stale) {

        boolean shows(AcknowledgedWrite write) {
            return seen.map(known -> known.contains(write.version)).orElse(write.version <= version);
        }

        /** Returns whether another read of the same key of the same store returned a newer version before. */
        boolean isOlderThan(LedgerRead other) {
            return session == other.session
                    && place(version, key).equals(place(other.version, other.key))
                    && other.answered < sent
                    && other.version > version;
        }
    }

    /**
     * Runs a variant and checks the staleness of its reads. Reads are not checked if writes were lost, if there were
     * two primaries, or if a key may have several rows.
     */
    static SlowLedger of(ScenarioFile file, Variant variant, Run.Progress progress) {
        SlowLedger ledger = new SlowLedger();
        VariantResult result = Run.execute(ledger.observe(variant.scenario()), file.setup(variant), progress);
        ledger.result = result;
        boolean straight = result.accounting().data().values().stream().allMatch(SlowLedger::isSingleLog);
        if (straight && variant.scenario().components().values().stream().noneMatch(SlowLedger::severalOfOneKey)) {
            ledger.reads.forEach(ledger::evaluate);
        }
        return ledger;
    }

    /** Returns whether all acknowledged writes are in one log. */
    private static boolean isSingleLog(DataResult data) {
        return data.lost() == 0 && data.dualPrimaryNanos() == 0;
    }

    /** Returns whether lost writes may be restored as other versions, or a key stands for several rows. */
    private static boolean severalOfOneKey(ComponentEntry entry) {
        return entry.spec() instanceof DatabaseSpec spec
                && (spec.replicaSettings().failover().flatMap(Failover::recover).isPresent()
                        || spec.replicaSettings().replication().mode() == Replication.Mode.NONE);
    }

    /** Returns the number of checked reads. */
    int checkedReads() {
        return checks;
    }

    /** Returns the number of checked reads that are stale. */
    int stale() {
        return stale;
    }

    /** Returns the number of reads of a component that miss a write of their own session. */
    long missedOwnWrites(String component) {
        return reads.stream()
                .filter(read -> read.component.equals(component))
                .filter(read -> writes.getOrDefault(place(read.version, read.key), List.of()).stream()
                        .anyMatch(write ->
                                write.session == read.session && write.order < read.sent && !read.shows(write)))
                .count();
    }

    /**
     * Returns the number of reads of a component that return an older version than an earlier read of their session.
     */
    long backwardReads(String component) {
        IdentityHashMap<LogicalRequest, List<LedgerRead>> sessions = new IdentityHashMap<>();
        reads.forEach(read ->
                sessions.computeIfAbsent(read.session, any -> new ArrayList<>()).add(read));
        return reads.stream()
                .filter(read -> read.component.equals(component))
                .filter(read -> sessions.get(read.session).stream().anyMatch(read::isOlderThan))
                .count();
    }

    /** Returns a metric of a component for the whole run. */
    double measure(String component, String metric) {
        return result.components().get(component).measures().get(metric).value();
    }

    private void evaluate(LedgerRead read) {
        checks++;
        boolean must = misses(read, read.sent, ttls.getOrDefault(read.version >>> STORE_BITS, Long.MAX_VALUE));
        stale += must ? 1 : 0;
        if (must && !read.stale) {
            throw new AssertionError("a stale answer is not called so: " + read.component);
        }
        if (read.stale && !blind && !misses(read, read.answered, Long.MAX_VALUE)) {
            throw new AssertionError("an answer that misses nothing is called stale: " + read.component);
        }
    }

    /** Returns whether the read misses a write that was acknowledged before the given event and cannot have expired. */
    private boolean misses(LedgerRead read, long before, long ttl) {
        for (AcknowledgedWrite write : writes.getOrDefault(place(read.version, read.key), List.of())) {
            boolean exists = read.answeredAt - write.sentAt < ttl;
            if (exists && !read.shows(write) && write.order < before) {
                return true;
            }
        }
        return false;
    }

    private static String place(long version, int key) {
        return (version >>> STORE_BITS) + " " + key;
    }

    private static boolean names(long version) {
        return version > 0 && version < PLAIN && version >>> STORE_BITS > 0;
    }

    private Scenario observe(Scenario of) {
        SortedMap<String, ComponentEntry> components = new TreeMap<>();
        of.components().forEach((name, entry) -> {
            boolean store = entry.spec() instanceof DatabaseSpec || entry.spec() instanceof QuorumStoreSpec;
            boolean cache = entry.spec() instanceof CacheSpec;
            blind |= entry.spec() instanceof CacheSpec spec
                    && spec.sourceAccess().writePolicy() == SourceAccess.WritePolicy.BACK;
            blind |= entry.spec() instanceof CacheSpec spec
                    && spec.expiry().changes().perSecond() > 0;
            blind |= entry.spec() instanceof CdnSpec;
            components.put(name, store || cache ? observe(name, entry, store) : entry);
        });
        return of.builtOf(components);
    }

    private ComponentEntry observe(String name, ComponentEntry entry, boolean store) {
        Object spec = InterfaceProxy.proxy(entry.spec(), (method, arguments) -> {
            Object made = method.invoke(entry.spec(), arguments);
            if (!method.getName().equals("build")) {
                return made;
            }
            ComponentContext context = (ComponentContext) arguments[0];
            Optional<Duration> ttl = entry.spec() instanceof QuorumStoreSpec kept ? kept.ttl() : Optional.empty();
            return InterfaceProxy.proxy(made, (observed, callArguments) -> {
                Object answer = observed.invoke(made, callArguments);
                return observed.getName().equals("connect") && callArguments[0] instanceof Host
                        ? (Service)
                                (request, reply) -> listen(name, context, store, ttl, (Service) answer, request, reply)
                        : answer;
            });
        });
        return with(entry, (ComponentSpec) spec);
    }

    /** Returns a component with another specification. */
    static ComponentEntry with(ComponentEntry entry, ComponentSpec spec) {
        return new ComponentEntry(
                entry.kind(),
                entry.regions(),
                entry.zones(),
                entry.inboundPolicies(),
                entry.calls(),
                spec,
                entry.failures(),
                entry.hidden(),
                entry.host());
    }

    private void listen(
            String name,
            ComponentContext context,
            boolean store,
            Optional<Duration> ttl,
            Service service,
            Request request,
            Reply reply) {
        long sentAt = context.simulation().now();
        long sent = observations++;
        service.call(request, (outcome, version) -> {
            long now = context.simulation().now();
            long answered = observations++;
            if (outcome.good() && request.key() != 0) {
                Optional<VersionVector> seen = context.versions().holesOf(version);
                if (request.operation() == Operation.READ && (names(version) || seen.isPresent())) {
                    long newest = seen.map(known -> known.lastOf(known.intervals() - 1))
                            .orElse(version);
                    boolean stale = outcome == Outcome.STALE;
                    LogicalRequest session = request.logical().session();
                    reads.add(new LedgerRead(name, session, request.key(), newest, seen, sent, answered, now, stale));
                } else if (request.operation() == Operation.WRITE && store) {
                    blind |= !names(version);
                    if (names(version) && reported.add(request.idempotencyKey())) {
                        writes.computeIfAbsent(place(version, request.key()), p -> new ArrayList<>())
                                .add(new AcknowledgedWrite(request.logical().session(), version, sentAt, answered));
                        ttl.ifPresent(lives -> ttls.put(version >>> STORE_BITS, lives.toNanos()));
                    }
                }
            }
            reply.accept(outcome, version);
        });
    }
}
