package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Merges the nodes of a replicated database, cache or message broker into one component with several nodes. */
final class ClusterMembers {
    /** Products with clusters of equal services with numbered names. */
    private static final Set<Product> CLUSTERED = EnumSet.of(
            Product.KAFKA,
            Product.CASSANDRA,
            Product.ELASTICSEARCH,
            Product.ETCD,
            Product.RABBITMQ,
            Product.NATS,
            Product.PULSAR,
            Product.COCKROACHDB,
            Product.CLICKHOUSE);

    private final Map<String, ComposeService> services;
    private final Map<String, SystemPart> parts;
    private final List<Set<String>> together;
    private final SettingsReport account;

    ClusterMembers(
            Map<String, ComposeService> services,
            Map<String, SystemPart> parts,
            List<Set<String>> together,
            SettingsReport account) {
        this.services = services;
        this.parts = parts;
        this.together = together;
        this.account = account;
    }

    /** Replaces the parts of each cluster by one part. */
    void merge() {
        List<List<ComposeService>> groups = new ArrayList<>();
        for (ComposeService service : services.values()) {
            SystemPart part = parts.get(service.name());
            if (part == null || part.role().passes() || part.isInfrastructure()) {
                continue;
            }
            List<ComposeService> group = groups.stream()
                    .filter(all -> all.stream().anyMatch(member -> cluster(member, service)))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    });
            group.add(service);
        }
        groups.stream().filter(group -> group.size() > 1).forEach(this::component);
        sentinels();
    }

    private boolean cluster(ComposeService one, ComposeService other) {
        if (!one.product().equals(other.product())) {
            return false;
        }
        boolean listed = together.stream().anyMatch(all -> all.contains(one.name()) && all.contains(other.name()));
        boolean numbered = one.product().filter(CLUSTERED::contains).isPresent()
                && InstanceName.base(one.name()).equals(InstanceName.base(other.name()));
        boolean roles = !InstanceName.cluster(one.name()).equals(one.name())
                && InstanceName.cluster(one.name()).equals(InstanceName.cluster(other.name()))
                && (InstanceName.primary(one.name()) != InstanceName.primary(other.name()));
        return listed || numbered || roles || names(one, other) || names(other, one);
    }

    private boolean names(ComposeService from, ComposeService to) {
        String call = parts.get(from.name()).calls().get(parts.get(to.name()).name());
        return call != null && call.startsWith(DependencyInference.HOST);
    }

    private void component(List<ComposeService> group) {
        ComposeService primary = group.stream()
                .filter(member -> group.stream().noneMatch(other -> other != member && names(member, other)))
                .filter(member -> group.stream().noneMatch(other -> InstanceName.primary(other.name()))
                        || InstanceName.primary(member.name()))
                .findFirst()
                .orElse(group.get(0));
        SystemPart part = parts.get(primary.name());
        long others = 0;
        boolean named = false;
        List<String> names = new ArrayList<>();
        for (ComposeService member : group) {
            SystemPart replica = parts.get(member.name());
            part.drops(replica.name());
            if (member == primary) {
                continue;
            }
            names.add(member.name());
            others += replica.nodes();
            replica.drops(part.name());
            replica.calls().forEach((callee, from) -> part.calls(callee, from));
            parts.remove(member.name());
            for (SystemPart caller : parts.values()) {
                named |= caller != part && caller.redirects(replica.name(), part.name());
            }
            member.setting()
                    .get("ports")
                    .markIgnored("open ports of databases, caches and queues are no entry points of users");
        }
        addMembers(
                part,
                primary,
                others,
                named,
                String.join(", ", names) + " ("
                        + services.get(names.get(0)).setting().origin() + ")");
    }

    private void addMembers(SystemPart part, ComposeService primary, long others, boolean named, String members) {
        String from = "origin: " + members;
        switch (part.role()) {
            case DATABASE -> {
                part.addSetting("replicas", Long.toString(others), from);
                String reason =
                        named ? "a guess: a replica is also used as a host" : "a guess: no replica is used as a host";
                part.addSetting("reads.from", named ? "any" : "primary", reason);
                if (primary.product().equals(Optional.of(Product.MONGODB))) {
                    part.addSetting(
                            "profile", "mongodb", "origin: a replica set of " + primary.name() + ", " + members);
                    part.addSetting("reads.from", "primary", "the read preference of MongoDB's drivers");
                }
            }
            case TOPIC -> brokers(part, primary, others + 1, members);
            case CACHE, STORE -> part.nodes(part.nodes() + others, primary.name() + ", " + members);
            default ->
                account.leftOut(members + ": further nodes of the cluster of " + primary.name()
                        + "; here it is one queue without a failover");
        }
    }

    private void brokers(SystemPart part, ComposeService primary, long brokers, String members) {
        Optional<Setting> count = primary.text().environment().entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("DEFAULT_REPLICATION_FACTOR"))
                .map(Map.Entry::getValue)
                .findFirst();
        String value = count.map(
                        setting -> Interpolation.of(ServiceText.value(setting)).text())
                .filter(text -> text.matches("[1-9]\\d?"))
                .orElse("");
        if (value.isEmpty()) {
            part.addSetting(
                    "copies",
                    Long.toString(Math.min(20, brokers)),
                    "a guess: a copy on each broker, with " + members
                            + "; the number of copies is set when a topic is created");
        } else {
            count.get().text();
            part.addSetting("copies", value, "origin: " + count.get().origin());
            if (Long.parseLong(value) < brokers) {
                account.leftOut(count.get().origin() + ": " + part.name() + " has " + brokers
                        + " brokers; here it has one for each copy");
            }
        }
    }

    /** Gives the clients that ask a Sentinel the only Redis that it monitors. */
    private void sentinels() {
        List<SystemPart> redis = services.values().stream()
                .filter(service -> service.product().equals(Optional.of(Product.REDIS)))
                .map(service -> parts.get(service.name()))
                .filter(part -> part != null && part.role() == Role.CACHE && !part.isInfrastructure())
                .distinct()
                .toList();
        Map<String, SystemPart> monitors = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (part.isInfrastructure(InfrastructureProduct.FAILOVER)) {
                monitors.put(name, part);
            }
        });
        if (redis.size() == 1) {
            monitors.values()
                    .forEach(monitor -> parts.values().forEach(part -> {
                        if (!monitors.containsValue(part) && part != redis.get(0)) {
                            part.redirects(monitor.name(), redis.get(0).name());
                        }
                    }));
        }
    }
}
