package dev.brownout.component.cache;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySpace.KeyUse;
import dev.brownout.service.ObjectRevisions;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warms cache nodes with the most popular of their keys, as from a snapshot on disk. */
final class CacheWarmer {
    private final ComponentContext context;
    private final String source;
    private final KeyDirectory directory;
    private final List<Host> hosts;
    /** Background changes of the source's data; {@code null} if only writes change it. */
    private final ObjectRevisions revisions;

    /** Entries to load, the most popular last, so that it is evicted last. */
    private final List<Copy> copies = new ArrayList<>();

    /** Nodes of the last placement, which is mostly reused for further nodes. */
    private List<Host> placedOver = List.of();
    /** Index in {@link #placedOver} of each entry's node. */
    private int[] homes = {};

    private record Copy(int key, int sizeBytes) {}

    /** A node that caches the entries. */
    interface Keeper {
        /** Caches a key without a request. */
        void cache(int key, int sizeBytes, long version);
    }

    CacheWarmer(
            CacheSpec spec,
            ComponentContext context,
            KeyDirectory directory,
            List<Host> hosts,
            ObjectRevisions revisions) {
        this.context = context;
        this.source = spec.source().orElse("");
        this.directory = directory;
        this.hosts = hosts;
        this.revisions = revisions;
        spec.warm()
                .ifPresent(keyCount -> mergePopularities(
                        context.workload().keySpace().uses(), context.workload().keyNames(), keyCount));
    }

    /** Keys of one kind of call in order of popularity, and the mean object size in bytes. */
    private record RequestedKeys(KeyPopularity keys, double meanBytes, int[] ranks) {
        /** Returns the probability of the key at rank {@code rankIndex}, from 0; 0 beyond the last. */
        double share(int rankIndex) {
            return rankIndex < ranks.length ? keys.probability(ranks[rankIndex]) : 0;
        }

        double bytes(int key) {
            return keys.sizes().map(recorded -> recorded.mean(key)).orElse(meanBytes);
        }
    }

    /** Merges the popularities: repeatedly takes the most popular next key of any of them. */
    private void mergePopularities(List<KeyUse> uses, KeyNames names, int keyCount) {
        List<RequestedKeys> requestedKeys = uses.stream()
                .filter(use ->
                        use.keys().filter(keys -> !AbsentKeys.isAbsent(keys)).isPresent())
                .map(use -> new RequestedKeys(
                        use.keys().get(), use.meanBytes(), use.keys().get().mostPopular(keyCount)))
                .toList();
        int[] nextRanks = new int[requestedKeys.size()];
        Map<Integer, Integer> sizes = new LinkedHashMap<>();
        int next = 0;
        while (next >= 0 && sizes.size() < keyCount) {
            next = -1;
            double highest = 0;
            for (int i = 0; i < nextRanks.length; i++) {
                double share = requestedKeys.get(i).share(nextRanks[i]);
                next = share > highest ? i : next;
                highest = Math.max(share, highest);
            }
            if (next >= 0) {
                RequestedKeys from = requestedKeys.get(next);
                int key = from.keys().key(from.ranks()[nextRanks[next]++], names);
                sizes.putIfAbsent(key, (int) from.bytes(key));
            }
        }
        sizes.forEach((key, size) -> copies.add(new Copy(key, size)));
        Collections.reverse(copies);
    }

    /** Fills a node in service with its keys, at the source's current version. */
    void fill(Host host, Keeper node) {
        if (copies.isEmpty() || !host.membership().inService()) {
            return;
        }
        String region = host.site().region();
        List<Host> regionHosts = hosts.stream()
                .filter(other ->
                        other.membership().inService() && other.site().region().equals(region))
                .toList();
        int[] nodeIndexes = homes(regionHosts);
        int index = regionHosts.indexOf(host);
        VersionRegistry versions = context.versions();
        long now = context.simulation().now();
        long version = versions.asOf(source, now);
        for (int i = 0; i < nodeIndexes.length; i++) {
            if (nodeIndexes[i] == index) {
                Copy copy = copies.get(i);
                long revision = revisions == null ? 0 : revisions.deliveredVersion(copy.key, now);
                node.cache(copy.key, copy.sizeBytes, versions.join(version, revision));
            }
        }
    }

    /** Returns the node index of each entry; cached, because placement costs far more than storing an entry. */
    private int[] homes(List<Host> regionHosts) {
        if (!regionHosts.equals(placedOver)) {
            Placement placement = directory.placementOn(regionHosts);
            placedOver = regionHosts;
            homes = copies.stream()
                    .mapToInt(copy -> placement.nodeOf(Hashing.hash(copy.key)))
                    .toArray();
        }
        return homes;
    }
}
