package dev.brownout.importing.compose;

import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final SettingsReport account;
    private final IdentifierSanitizer names;
    private final Map<String, ServiceBehaviour> behaviours = new LinkedHashMap<>();

    EqualServices(
            Map<String, ComposeService> services,
            Map<String, SystemPart> parts,
            List<Set<String>> together,
            SettingsReport account,
            IdentifierSanitizer names) {
        this.services = services;
        this.parts = parts;
        this.together = together;
        this.account = account;
        this.names = names;
    }

    /** Replaces the parts of each group of instances by one tier. */
    void merge() {
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

    private boolean alternatives(ComposeService one, ComposeService other) {
        ServiceBehaviour behaviour = behaviours.get(one.name());
        ServiceBehaviour others = behaviours.get(other.name());
        boolean program = behaviour.sameProgram(others);
        if (!program && !behaviour.sameRepository(others)
                || !behaviour.sameCommand(others)
                || !sameCallees(one, other)) {
            return false;
        }
        boolean equal = program && behaviour.differences(others).isEmpty();
        boolean listed = together.stream().anyMatch(all -> all.contains(one.name()) && all.contains(other.name()));
        boolean named = InstanceName.base(one.name()).equals(InstanceName.base(other.name()));
        boolean balanced = behindOneBalancer(one, other);
        return listed && (named || equal) || named && balanced || equal && (named || balanced);
    }

    private boolean sameCallees(ComposeService one, ComposeService other) {
        Set<String> callees = new TreeSet<>(parts.get(one.name()).calls().keySet());
        Set<String> others = new TreeSet<>(parts.get(other.name()).calls().keySet());
        String base = InstanceName.base(one.name());
        for (Set<String> all : List.of(callees, others)) {
            all.removeIf(callee -> InstanceName.base(callee).equals(base)
                    || callee.equals(parts.get(one.name()).name())
                    || callee.equals(parts.get(other.name()).name()));
        }
        return callees.equals(others);
    }

    private boolean behindOneBalancer(ComposeService one, ComposeService other) {
        return parts.values().stream()
                .filter(part -> part.role() == Role.BALANCER)
                .map(SystemPart::calls)
                .anyMatch(calls -> calls.containsKey(parts.get(one.name()).name())
                        && calls.containsKey(parts.get(other.name()).name()));
    }

    private void tier(List<ComposeService> group) {
        List<SystemPart> members =
                group.stream().map(service -> parts.get(service.name())).toList();
        ComposeService first = group.get(0);
        String base = InstanceName.base(first.name());
        boolean common = group.stream()
                        .allMatch(member -> InstanceName.base(member.name()).equals(base))
                && (!services.containsKey(base) || group.contains(services.get(base)));
        String own = members.get(0).name();
        String name = !common || base.equals(first.name()) ? own : names.of(base);
        List<String> all = group.stream().map(ComposeService::name).toList();
        int more = all.size() - MOST_NAMED;
        String origin = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
                + (more > 0 ? " and " + more + " more" : "") + " are instances of one service ("
                + first.setting().origin() + ")";
        SystemPart tier = SystemPart.tier(name, members, origin);
        for (SystemPart member : members) {
            new LinkedHashSet<>(parts.values()).forEach(part -> part.redirects(member.name(), name));
        }
        group.forEach(service -> parts.put(service.name(), tier));
        differences(group, members, tier);
    }

    /** Reports the differences between the instances, which one tier does not have. */
    private void differences(List<ComposeService> group, List<SystemPart> members, SystemPart tier) {
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
            different.add("the version of the image");
        }
        if (members.stream().anyMatch(member -> !member.sameProcessors(members.get(0)))) {
            different.add("the number of CPUs, which is that of " + group.get(0).name() + " for all nodes here");
        }
        if (!keys.isEmpty()) {
            different.add("the variables " + String.join(", ", keys));
        }
        if (!different.isEmpty()) {
            account.leftOut("the nodes of " + tier.name() + " differ in " + String.join(" and ", different)
                    + "; here they are equal");
        }
    }
}
