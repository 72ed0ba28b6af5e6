package dev.brownout.language;

import dev.brownout.fault.Failures;
import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import dev.brownout.load.Profile;
import dev.brownout.random.Assumed;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.vocabulary.SpecFields;
import dev.brownout.vocabulary.Stands;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.FilterSpec;
import dev.brownout.wiring.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads the sections of a resolved scenario that describe the system and its users. */
final class Sections {
    private static final int COMPONENTS_MAX = 5000;

    /** What any component may say besides its own parameters and policies. */
    static final List<String> GENERIC = SectionForms.keys("components");

    private final Entries root;
    private final Vocabulary vocabulary;
    private final Names names;
    private final Binder binder;
    private final Policies policies;
    private final Settings settings;
    private final Findings findings;

    Sections(Entries root, Vocabulary vocabulary, Names names, Binder binder, Settings settings, Findings findings) {
        this.root = root;
        this.vocabulary = vocabulary;
        this.names = names;
        this.binder = binder;
        this.policies = new Policies(vocabulary, binder, findings);
        this.settings = settings;
        this.findings = findings;
    }

    /** The section {@code run}, or all its defaults. */
    RunSection run() {
        Entry run = root.entries().get("run");
        Place place = run == null ? root.place() : run.key();
        Entries map = new Entries(Map.of(), place);
        if (run != null && run.value() instanceof Entries written) {
            map = written;
        } else if (run != null && run.value() instanceof Text duration) {
            map = map.with("duration", new Entry(run.key(), duration));
        } else if (run != null) {
            findings.error(
                    run.value().place(), "run is a duration such as 5m, or a map with duration, warmup and seed");
        }
        return binder.record(RunSection.class, map, new Where("run", "run", "run", place));
    }

    /** The network; empty where the scenario says {@code network: none}. */
    Optional<NetworkSpec> network() {
        Entry network = root.entries().get("network");
        Place place = network == null ? root.place() : network.key();
        if (network != null && network.value() instanceof Text text && !text.nothing()) {
            if (!text.value().equals("none")) {
                findings.error(
                        text.place(), "network is a map such as { rtt: 0.5ms }, or none, not '" + text.value() + "'");
            }
            settings.add("network", "none", text.place());
            return Optional.empty();
        }
        Entries map =
                network != null && network.value() instanceof Entries written ? written : new Entries(Map.of(), place);
        return Optional.ofNullable(
                binder.record(NetworkSpec.class, map, new Where("network", "network", "network", place)));
    }

    /** The regions by name. */
    SortedMap<String, RegionSpec> regions() {
        return named("regions", false, (name, entry) -> {
            checkName("region", name, entry.key());
            Where where = new Where("regions." + name, "region '" + name + "'", "region", entry.key());
            return map(entry, where)
                    .map(m -> binder.record(RegionSpec.class, m, where))
                    .orElse(null);
        });
    }

    /** The components by name. */
    SortedMap<String, ComponentEntry> components() {
        if (names.components().size() > COMPONENTS_MAX) {
            findings.error(
                    root.entries().get("components").key(),
                    "there may be " + COMPONENTS_MAX + " components, not "
                            + names.components().size());
            return new TreeMap<>();
        }
        return named("components", true, this::component);
    }

    /** The request classes by name. */
    SortedMap<String, RequestSpec> requests() {
        return named("requests", true, (name, entry) -> {
            checkName("request", name, entry.key());
            if (names.components().contains(name)) {
                findings.error(entry.key(), "'" + name + "' is a component already; call the request something else");
            }
            Where where = new Where("requests." + name, "request '" + name + "'", "request", entry.key());
            return map(entry, where)
                    .map(m -> sized(m, binder.record(RequestSpec.class, m, where)))
                    .orElse(null);
        });
    }

    /** A size that is not written is assumed. */
    private static RequestSpec sized(Entries written, RequestSpec request) {
        return request == null || written.get("size") != null ? request : request.sized(new Assumed(request.size()));
    }

    /** The load that requests share; empty where there is none. */
    Optional<Profile> load() {
        Entry load = root.entries().get("load");
        if (load == null || load.value().nothing()) {
            return Optional.empty();
        }
        Profile profile = (Profile)
                binder.value(Profile.class, null, load.value(), new Where("load", "load", "load", load.key()));
        return Optional.ofNullable(profile);
    }

    private ComponentEntry component(String name, Entry entry) {
        checkName("component", name, entry.key());
        List<String> kinds = Vocabulary.kinds(vocabulary.components());
        if (!(entry.value() instanceof Entries written) || !(written.get("kind") instanceof Text kind)) {
            findings.error(entry.key(), "component '" + name + "' needs a kind: " + Nearest.oneOf(kinds));
            return null;
        }
        Optional<Class<? extends ComponentSpec>> type = vocabulary.component(kind.value());
        if (type.isEmpty()) {
            findings.error(kind.place(), Nearest.unknownChoice("kind", kind.value(), kinds));
            return null;
        }
        Where where = new Where(name, kind.value() + " '" + name + "'", kind.value(), entry.key());
        SpecFields fields = SpecFields.of(type.get());
        settings.add(name + ".kind", kind.value(), kind.place());
        Entries map = binder.profiled(written, fields, where);
        List<FilterSpec> around = policies.read(map.without("timeout"), fields, where);
        Entries own = map;
        Set<String> generic = new LinkedHashSet<>(GENERIC);
        generic.addAll(policies.keys(fields));
        generic.removeAll(fields.names());
        for (String key : generic) {
            own = own.without(key);
        }
        List<String> regions = fields.field("regions").isPresent() ? List.of() : regionsOf(map, where);
        int zones = fields.field("zones").isPresent() ? 1 : zones(map, where);
        ComponentSpec spec = binder.record(type.get(), own, where, generic);
        Optional<Failures> failures = failures(map, fields, where);
        Step.Options calls = policies.calls(map, fields, around, where);
        List<FilterSpec> door = ComponentEntry.standing(Stands.At.DOOR, around);
        return spec == null ? null : new ComponentEntry(kind.value(), regions, zones, door, calls, spec, failures);
    }

    /** How machines fail by chance, where the component says anything about it. */
    private Optional<Failures> failures(Entries map, SpecFields own, Where where) {
        Entries written = new Entries(Map.of(), map.place());
        for (String key : SpecFields.of(Failures.class).names()) {
            Entry entry = map.entries().get(key);
            if (entry != null && own.field(key).isEmpty()) {
                written = written.with(key, entry);
            }
        }
        return written.entries().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(binder.record(Failures.class, written, where));
    }

    /** Names stand in selectors and relations, so they are single words that mean nothing else there. */
    private void checkName(String what, String name, Place key) {
        if (Names.RESERVED.contains(name) || Layers.SECTIONS.contains(name)) {
            findings.error(key, "'" + name + "' is a word of the language; call the " + what + " something else");
        } else if (!name.matches("[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*")) {
            findings.error(key, "the name of a " + what + " has only letters, digits, '_' and '-', not '" + name + "'");
        }
    }

    private List<String> regionsOf(Entries map, Where where) {
        List<String> regions = new ArrayList<>();
        Entry entry = map.entries().get("regions");
        if (entry == null || entry.value().nothing()) {
            return regions;
        }
        if (!(entry.value() instanceof Items list)) {
            findings.error(entry.value().place(), "regions is a list, such as regions: [east, west]");
            return regions;
        }
        settings.addAll(where.path() + ".regions", list);
        for (Node item : list.items()) {
            if (item instanceof Text text) {
                names.requireRegion(text.value(), text.place(), findings);
                if (regions.contains(text.value())) {
                    findings.error(text.place(), where.owner() + " is in region '" + text.value() + "' twice");
                }
                regions.add(text.value());
            } else {
                findings.error(item.place(), "regions is a list of names, such as regions: [east, west]");
            }
        }
        return regions;
    }

    private int zones(Entries map, Where where) {
        Node written = map.get("zones");
        if (written == null || written.nothing()) {
            return 1;
        }
        if (!(written instanceof Text text)) {
            findings.error(written.place(), "zones is a number of them, such as zones: 3");
            return 1;
        }
        settings.add(where.path() + ".zones", text.value(), text.place());
        if (!text.value().matches("[1-9]\\d{0,2}")) {
            findings.error(text.place(), "zones '" + text.value() + "' is no number from 1 to 999");
            return 1;
        }
        return Integer.parseInt(text.value());
    }

    private <T> SortedMap<String, T> named(String section, boolean needed, BiFunction<String, Entry, T> reader) {
        TreeMap<String, T> read = new TreeMap<>();
        Entry entry = root.entries().get(section);
        if (entry == null || entry.value().nothing()) {
            if (needed) {
                findings.error(root.place(), "a scenario needs the section '" + section + "'");
            }
        } else if (entry.value() instanceof Entries map) {
            if (needed && map.entries().isEmpty()) {
                findings.error(entry.key(), "the section '" + section + "' is empty");
            }
            settings.place(section, entry.key());
            map.entries().forEach((name, one) -> {
                T value = reader.apply(name, one);
                if (value != null) {
                    read.put(name, value);
                }
            });
        } else {
            findings.error(entry.value().place(), section + " is a map of names");
        }
        return read;
    }

    private Optional<Entries> map(Entry entry, Where where) {
        if (entry.value() instanceof Entries map) {
            return Optional.of(map);
        }
        if (entry.value().nothing()) {
            return Optional.of(new Entries(Map.of(), entry.key()));
        }
        findings.error(entry.value().place(), where.owner() + " is a map");
        return Optional.empty();
    }
}
