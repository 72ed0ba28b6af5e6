package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.MachineSizes;
import dev.brownout.spi.component.HostProvisioning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places components on the machines that they name. Such a component is located where its machine is and uses the cores
 * of that machine.
 */
final class ColocationChecks {
    private final VariantSection.Source source;
    private final ProblemCollector findings;

    ColocationChecks(VariantSection.Source source) {
        this.source = source;
        this.findings = source.findings();
    }

    /** Returns the components, with those that name a machine placed on it as processes. */
    SortedMap<String, ComponentEntry> place(SortedMap<String, ComponentEntry> components) {
        SortedMap<String, ComponentEntry> placed = new TreeMap<>(components);
        placed.replaceAll((name, entry) -> componentEntries(name)
                .filter(map -> map.get(ComponentsSection.HOST.name()) != null)
                .filter(map -> !map.get(ComponentsSection.HOST.name()).isNull())
                .map(map -> placeOnMachine(name, entry, map, components))
                .orElse(entry));
        return placed;
    }

    private Optional<Entries> componentEntries(String component) {
        return source.root().get(DeclaredNames.COMPONENTS) instanceof Entries components
                        && components.get(component) instanceof Entries entries
                ? Optional.of(entries)
                : Optional.empty();
    }

    private ComponentEntry placeOnMachine(
            String name, ComponentEntry guest, Entries map, SortedMap<String, ComponentEntry> components) {
        Entry entry = map.entries().get(ComponentsSection.HOST.name());
        if (!(entry.value() instanceof Text host)) {
            findings.error(entry.value().location(), "host is the name of a machine, such as host: box");
            return guest;
        }
        source.settings().add(name + "." + ComponentsSection.HOST.name(), host.value(), host.location());
        if (!source.names().components().contains(host.value())) {
            findings.error(ProblemKind.UNKNOWN_NAME, host.location(), unknown(host.value(), components));
            return guest;
        }
        ComponentEntry machine = components.get(host.value());
        if (machine == null) {
            return guest;
        }
        if (HostProvisioning.of(machine.spec()).coresForOthers().isEmpty()) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    host.location(),
                    "{} is a {}; a host is a component of kind machine, such as {}: { kind: machine, " + "cores: 4 }",
                    host.value(),
                    machine.kind(),
                    host.value());
            return guest;
        }
        return reportConflicts(name, guest, map, host) ? guest : colocate(machine, guest, name, host);
    }

    /** Returns the message for an unknown machine. It suggests only components of kind {@code machine}. */
    private static Sentence unknown(String host, SortedMap<String, ComponentEntry> components) {
        List<String> machines = components.entrySet().stream()
                .filter(entry -> HostProvisioning.of(entry.getValue().spec())
                        .coresForOthers()
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
        Sentence unknown = SpellingSuggestion.unknown("machine", host, machines);
        return machines.isEmpty()
                ? Sentence.of("{}; write it, such as {}: { kind: machine, cores: 4 }", unknown, host)
                : unknown;
    }

    private boolean reportConflicts(String name, ComponentEntry guest, Entries map, Text host) {
        int errorsBefore = findings.errors();
        if (HostProvisioning.of(guest.spec()).coresForOthers().isPresent()) {
            findings.error(ProblemKind.IMPOSSIBLE, host.location(), "a machine has no host; remove 'host'");
        } else if (!MachineSizes.names(guest.spec().getClass()).contains(MachineSizes.CORES)) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    host.location(),
                    "a {} has no cores and cannot share those of {}; remove 'host'",
                    guest.kind(),
                    host.value());
        }
        Entry cores = map.entries().get(MachineSizes.CORES);
        if (cores != null && !cores.value().isNull()) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    cores.key(),
                    "{} has no cores of its own; it shares those of {}; write {}.cores, or remove 'host'",
                    name,
                    host.value(),
                    host.value());
        }
        for (String key : List.of(ComponentsSection.REGIONS.name(), ComponentsSection.ZONES.name())) {
            Entry setting = map.entries().get(key);
            if (setting != null && !setting.value().isNull()) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        setting.key(),
                        "{} is located where {} is; write '{}' there",
                        name,
                        host.value(),
                        key);
            }
        }
        return findings.errors() > errorsBefore;
    }

    private ComponentEntry colocate(ComponentEntry machine, ComponentEntry guest, String name, Text host) {
        source.settings().remove(name + "." + MachineSizes.CORES);
        try {
            int cores = HostProvisioning.of(machine.spec()).coresForOthers().orElseThrow();
            return guest.on(host.value(), machine.regions(), withCores(guest.spec(), cores));
        } catch (IllegalArgumentException e) {
            findings.error(ProblemKind.IMPOSSIBLE, host.location(), Sentence.reason(e));
            return guest;
        }
    }

    /** Returns a copy of the spec with another number of cores. */
    private ComponentSpec withCores(ComponentSpec spec, int cores) {
        List<SpecField> fields = SpecFields.of(spec.getClass()).fields();
        List<Object> current = RecordFactory.values((Record) spec);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Object value = current.get(i);
            if (fields.get(i).name().equals(MachineSizes.CORES)) {
                value = value instanceof Optional<?> ? Optional.of(cores) : (Object) cores;
            }
            values.put(fields.get(i).name(), value);
        }
        return RecordFactory.create(spec.getClass(), values);
    }
}
