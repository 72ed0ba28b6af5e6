package dev.brownout.importing.compose;

import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges services that are instances of one tier. Instances run the same program with the same callees, and their
 * callers address them as alternatives: together in one value, behind one balancer, or by numbered names.
 */
final class EqualServices {
    private static final int MOST_NAMED = 4;

    private final Map<String, ComposeService> services;
    private final Map<String, SystemPart> parts;
    private final List<Set<String>> together;
    private final MountedProxyConfig proxies;
    private final SettingsReport account;
    private final IdentifierSanitizer names;
    private final Map<String, ServiceBehaviour> behaviours = new LinkedHashMap<>();
    private final Map<String, String> bases = new TreeMap<>();
    /** Names of the balancers that call each part. */
    private final Map<String, Set<String>> balancers = new TreeMap<>();

    EqualServices(ImportedCompose project, List<Set<String>> together, MountedProxyConfig proxies) {
        this.services = project.services();
        this.parts = project.parts();
        this.together = together;
        this.proxies = proxies;
        this.account = project.account();
        this.names = project.names();
    }

    /** Replaces the parts of each group of instances by one tier. */
    void merge() {
        services.values().forEach(this::asServer);
        for (SystemPart part : new LinkedHashSet<>(parts.values())) {
            if (part.role() == Role.BALANCER) {
                part.calls()
                        .keySet()
                        .forEach(callee -> balancers
                                .computeIfAbsent(callee, key -> new TreeSet<>())
                                .add(part.name()));
            }
        }
        List<List<ComposeService>> groups = new ArrayList<>();
        for (ComposeService service : services.values()) {
            SystemPart part = parts.get(service.name());
            if (part == null || part.role() != Role.SERVER) {
                continue;
            }
            behaviours.put(service.name(), new ServiceBehaviour(service));
            List<ComposeService> group = groups.stream()
                    .filter(all -> all.stream().allMatch(member -> alternatives(member, service)))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    });
            group.add(service);
        }
        groups.stream().filter(group -> group.size() > 1).forEach(this::tier);
    }

    /** Makes a proxy behind a balancer that forwards to no other part a server. */
    private void asServer(ComposeService service) {
        SystemPart part = parts.get(service.name());
        boolean forwards = part != null
                && parts.values().stream()
                        .anyMatch(other -> part.calls().containsKey(other.name())
                                && other.role().passes());
        boolean isBehindProxy = part != null
                && part.role() == Role.BALANCER
                && !forwards
                && parts.values().stream()
                        .anyMatch(other ->
                                other.role() == Role.BALANCER && other.calls().containsKey(part.name()));
        if (isBehindProxy) {
            parts.put(service.name(), part.asServer(part.origin() + ", which forwards no users to a server"));
        }
    }

    private boolean alternatives(ComposeService one, ComposeService other) {
        boolean joined = proxies.joins(one.name(), other.name());
        boolean listed = together.stream().anyMatch(all -> all.contains(one.name()) && all.contains(other.name()));
        boolean named = base(one.name()).equals(base(other.name()));
        boolean balanced = shareBalancer(one, other);
        if (!joined && !listed && !named && !balanced) {
            return false;
        }
        ServiceBehaviour behaviour = behaviours.get(one.name());
        ServiceBehaviour others = behaviours.get(other.name());
        boolean program = behaviour.sameProgram(others);
        if (joined && sameCallees(one, other)) {
            return true;
        }
        if (!program && !behaviour.sameRepository(others)
                || !behaviour.sameCommand(others)
                || !sameCallees(one, other)) {
            return false;
        }
        boolean equal = program && behaviour.differences(others).isEmpty();
        return listed && (named || equal) || named && balanced || equal && (named || balanced);
    }

    private String base(String name) {
        return bases.computeIfAbsent(name, InstanceName::base);
    }

    /** Returns whether two services call the same parts, without each other and parts with the base of the first. */
    private boolean sameCallees(ComposeService one, ComposeService other) {
        Map<String, ?> callees = parts.get(one.name()).calls();
        Map<String, ?> others = parts.get(other.name()).calls();
        return onlyInternal(callees, others, one, other) && onlyInternal(others, callees, one, other);
    }

    /** Returns whether the callees that are not among others are the two services or have the base of the first. */
    private boolean onlyInternal(
            Map<String, ?> callees, Map<String, ?> others, ComposeService one, ComposeService other) {
        for (String callee : callees.keySet()) {
            boolean internal = callee.equals(parts.get(one.name()).name())
                    || callee.equals(parts.get(other.name()).name())
                    || others.containsKey(callee)
                    || base(callee).equals(base(one.name()));
            if (!internal) {
                return false;
            }
        }
        return true;
    }

    private boolean shareBalancer(ComposeService one, ComposeService other) {
        return !Collections.disjoint(
                balancers.getOrDefault(parts.get(one.name()).name(), Set.of()),
                balancers.getOrDefault(parts.get(other.name()).name(), Set.of()));
    }

    private void tier(List<ComposeService> group) {
        List<SystemPart> members =
                group.stream().map(service -> parts.get(service.name())).toList();
        Optional<SystemPart> balancer = balancer(members);
        List<List<ComposeService>> pools = pools(group);
        if (pools.size() > 1 && balancer.isPresent()) {
            for (List<ComposeService> pool : pools) {
                SystemPart tier = pool.size() > 1
                        ? merge(pool, poolName(pool, pools))
                        : parts.get(pool.get(0).name());
                balancer.get()
                        .pool(
                                tier.name(),
                                proxies.weight(pool.get(0).name()),
                                "origin: instances of one service that differ");
            }
            differences(group, members, String.join(", ", balancer.get().pools().keySet()), false);
        } else {
            SystemPart tier = merge(group, InstanceName.base(group.get(0).name()));
            differences(group, members, tier.name(), true);
        }
    }

    /** Returns the groups of instances with the same program, number of CPUs and weight. */
    private List<List<ComposeService>> pools(List<ComposeService> group) {
        List<List<ComposeService>> pools = new ArrayList<>();
        for (ComposeService service : group) {
            SystemPart part = parts.get(service.name());
            List<ComposeService> pool = pools.stream()
                    .filter(all -> part.sameProcessors(parts.get(all.get(0).name()))
                            && proxies.weight(service.name())
                                    == proxies.weight(all.get(0).name())
                            && behaviours
                                    .get(service.name())
                                    .sameProgram(behaviours.get(all.get(0).name())))
                    .findFirst()
                    .orElseGet(() -> {
                        pools.add(new ArrayList<>());
                        return pools.get(pools.size() - 1);
                    });
            pool.add(service);
        }
        return pools;
    }

    /** Returns the balancer that all callers of the instances use; empty if there is another caller or entry point. */
    private Optional<SystemPart> balancer(List<SystemPart> members) {
        List<SystemPart> callers = parts.values().stream()
                .distinct()
                .filter(part -> !members.contains(part))
                .filter(part -> members.stream().anyMatch(member -> part.calls().containsKey(member.name())))
                .toList();
        boolean only = callers.size() == 1
                && callers.get(0).role() == Role.BALANCER
                && callers.get(0).pools().isEmpty()
                && members.stream()
                        .map(SystemPart::name)
                        .toList()
                        .containsAll(callers.get(0).calls().keySet())
                && members.stream().allMatch(member -> member.entered().isEmpty());
        return only ? Optional.of(callers.get(0)) : Optional.empty();
    }

    private static String poolName(List<ComposeService> pool, List<List<ComposeService>> pools) {
        return InstanceName.base(pool.get(0).name()) + "-pool-" + (pools.indexOf(pool) + 1);
    }

    /** Replaces the parts of equal instances by one tier. */
    private SystemPart merge(List<ComposeService> group, String base) {
        List<SystemPart> members =
                group.stream().map(service -> parts.get(service.name())).toList();
        ComposeService first = group.get(0);
        List<String> all = group.stream().map(ComposeService::name).toList();
        boolean free = !services.containsKey(base) || all.contains(base);
        boolean common = all.stream().map(InstanceName::base).distinct().count() == 1;
        String own = members.get(0).name();
        String name = !common || !free || base.equals(first.name()) ? own : names.of(base);
        int more = all.size() - MOST_NAMED;
        String origin = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
                + (more > 0 ? " and " + more + " more" : "") + " are instances of one service ("
                + first.setting().origin() + ")";
        SystemPart tier = SystemPart.tier(name, members, origin);
        for (SystemPart member : members) {
            new LinkedHashSet<>(parts.values()).forEach(part -> part.redirects(member.name(), name));
        }
        group.forEach(service -> parts.put(service.name(), tier));
        return tier;
    }

    /**
     * Reports the differences between the instances that the scenario does not have.
     *
     * @param equal whether all instances are equal nodes of one tier here
     */
    private void differences(List<ComposeService> group, List<SystemPart> members, String name, boolean equal) {
        ServiceBehaviour first = behaviours.get(group.get(0).name());
        Set<String> keys = new TreeSet<>();
        boolean versions = false;
        for (ComposeService member : group) {
            ServiceBehaviour other = behaviours.get(member.name());
            keys.addAll(first.differences(other));
            versions |= !first.sameProgram(other);
        }
        List<String> different = new ArrayList<>();
        if (versions) {
            different.add("the image" + (equal ? "" : ", with a placeholder of the service time for each"));
        }
        if (equal && members.stream().anyMatch(member -> !member.sameProcessors(members.get(0)))) {
            different.add("the number of CPUs, which is that of " + group.get(0).name() + " for all nodes here");
        }
        if (equal
                && group.stream()
                                .map(ComposeService::name)
                                .map(proxies::weight)
                                .distinct()
                                .count()
                        > 1) {
            different.add("their weights");
        }
        if (!keys.isEmpty()) {
            different.add("the variables " + String.join(", ", keys));
        }
        if (!different.isEmpty()) {
            account.leftOut("the nodes of " + name + " differ in " + String.join(" and ", different)
                    + (equal ? "; here they are equal" : ""));
        }
    }
}
