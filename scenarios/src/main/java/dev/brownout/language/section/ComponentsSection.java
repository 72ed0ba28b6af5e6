package dev.brownout.language.section;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.language.binding.Binder;
import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.PolicyParser;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Section {@code components}: the parts of the system. The paths of their settings begin with their names, as in
 * {@code web.nodes}.
 */
public final class ComponentsSection extends NamedSection<ComponentEntry> {
    private static final int MAX_COMPONENTS = 5000;
    private static final int MOST_ZONES = 999;
    private static final SectionShape.Key KIND = new SectionShape.Key(
            "kind",
            "a kind",
            "Kind of the component; it determines the other parameters.",
            SectionShape.PlainShape.KIND);
    static final SectionShape.Key REGIONS = new SectionShape.Key(
            "regions",
            "a list of regions",
            "Regions with a copy of the component; default: none.",
            SectionShape.ListShape.of(SectionShape.PlainShape.WORDS));
    static final SectionShape.Key ZONES = new SectionShape.Key(
            "zones",
            "a whole number, at least 1, at most " + MOST_ZONES,
            "Number of zones of a region over which its nodes are distributed; default: 1.",
            SectionShape.Single.of("integer", "string")
                    .withPattern("\\d+", "a number")
                    .withRange(1, MOST_ZONES));
    private static final SectionShape.Key PRIVATE = new SectionShape.Key(
            "private",
            "true or false",
            "Whether the component is not reachable for users, but only for other components, "
                    + "such as a load balancer; default: false.",
            SectionShape.Single.of("boolean", "string").withPattern("true|false", "true or false"));

    static final SectionShape.Key HOST = new SectionShape.Key(
            "host",
            "the name of a machine",
            "The component of kind machine that runs it as a process: the same location, shared "
                    + "cores instead of 'cores' of its own, and failure together; default: none.",
            SectionShape.PlainShape.WORDS);

    /** Shape of a component, with the keys that are allowed in addition to the parameters and policies of its kind. */
    public static final SectionShape.Component COMPONENT =
            new SectionShape.Component(List.of(KIND, REGIONS, ZONES, PRIVATE, HOST), RandomFailureSpec.class);

    static final ComponentsSection SECTION = new ComponentsSection();

    private ComponentsSection() {
        super(
                DeclaredNames.COMPONENTS,
                "component",
                "The components by name: a kind and its parameters; at most " + MAX_COMPONENTS + ", with "
                        + MachineCount.MAXIMUM + " nodes in all.",
                """
                components:
                  lb: { kind: load-balancer }
                  web: { kind: server, nodes: 2, zones: 2 }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.NamedMapShape(COMPONENT);
    }

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public List<String> oneOf() {
        return List.of(KIND.name());
    }

    @Override
    SortedMap<String, ComponentEntry> read(Source source) {
        int count = source.names().components().size();
        if (count > MAX_COMPONENTS) {
            source.findings()
                    .error(
                            written(source.root()).key(),
                            "at most {} components are allowed, not {}",
                            MAX_COMPONENTS,
                            count);
            return new TreeMap<>();
        }
        return new ColocationChecks(source).place(super.read(source));
    }

    @Override
    ComponentEntry read(String name, Entry entry, Source source) {
        Vocabulary vocabulary = source.vocabulary();
        ProblemCollector findings = source.findings();
        Binder binder = source.binder();
        List<String> kinds = Vocabulary.kinds(vocabulary.components());
        if (!(entry.value() instanceof Entries declared) || !(declared.get(KIND.name()) instanceof Text kind)) {
            findings.error(entry.key(), "component '{}' needs a kind: {}", name, SpellingSuggestion.oneOf(kinds));
            return null;
        }
        Optional<Class<? extends ComponentSpec>> type = vocabulary.component(kind.value());
        if (type.isEmpty()) {
            findings.unknownChoice(kind.location(), "kind", kind.value(), kinds);
            return null;
        }
        BindingPath bindingPath =
                new BindingPath(name, Sentence.of("{} '{}'", kind.value(), name), kind.value(), entry.key());
        SpecFields fields = SpecFields.of(type.get());
        source.settings().add(name + "." + KIND.name(), kind.value(), kind.location());
        Entries map = binder.profiled(declared, fields, bindingPath);
        PolicyParser policies = new PolicyParser(vocabulary, binder, findings);
        List<FilterSpec> filters = policies.read(map.exclude("timeout"), fields, bindingPath);
        Entries parameters = map;
        Set<String> componentKeys = componentKeys();
        componentKeys.addAll(policies.keys(fields));
        componentKeys.removeAll(fields.names());
        for (String key : componentKeys) {
            parameters = parameters.exclude(key);
        }
        List<String> regions = fields.field(REGIONS.name()).isPresent() ? List.of() : regions(map, bindingPath, source);
        int zones = fields.field(ZONES.name()).isPresent() ? 1 : zones(map, bindingPath, source);
        boolean isPrivate = isPrivate(map, bindingPath, source);
        ComponentSpec spec = binder.record(type.get(), parameters, bindingPath, componentKeys);
        Optional<RandomFailureSpec> failures = failures(map, fields, bindingPath, binder);
        Step.Options callOptions = policies.calls(map, fields, filters, bindingPath);
        return spec == null
                ? null
                : new ComponentEntry(
                        kind.value(),
                        regions,
                        zones,
                        ComponentEntry.policiesAt(FilterPosition.At.DOOR, filters),
                        callOptions,
                        spec,
                        failures,
                        isPrivate,
                        Optional.empty());
    }

    /** Returns the random failures of the hosts, if the component declares any. */
    private static Optional<RandomFailureSpec> failures(
            Entries map, SpecFields fields, BindingPath bindingPath, Binder binder) {
        Entries failureEntries = new Entries(Map.of(), map.location());
        for (String key : SpecFields.of(RandomFailureSpec.class).names()) {
            Entry entry = map.entries().get(key);
            if (entry != null && fields.field(key).isEmpty()) {
                failureEntries = failureEntries.with(key, entry);
            }
        }
        return failureEntries.entries().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(binder.record(RandomFailureSpec.class, failureEntries, bindingPath));
    }

    private static List<String> regions(Entries map, BindingPath bindingPath, Source source) {
        ProblemCollector findings = source.findings();
        List<String> regions = new ArrayList<>();
        Entry entry = map.entries().get(REGIONS.name());
        if (entry == null || entry.value().isNull()) {
            return regions;
        }
        if (!(entry.value() instanceof Items list)) {
            findings.error(entry.value().location(), "regions is a list, such as regions: [east, west]");
            return regions;
        }
        source.settings().addAll(bindingPath.path() + "." + REGIONS.name(), list);
        for (Node item : list.items()) {
            if (item instanceof Text text) {
                source.names().requireRegion(text.value(), text.location(), findings);
                if (regions.contains(text.value())) {
                    findings.error(text.location(), "{} is in region '{}' twice", bindingPath.owner(), text.value());
                }
                regions.add(text.value());
            } else {
                findings.error(item.location(), "regions is a list of names, such as regions: [east, west]");
            }
        }
        return regions;
    }

    private static int zones(Entries map, BindingPath bindingPath, Source source) {
        ProblemCollector findings = source.findings();
        Node node = map.get(ZONES.name());
        if (node == null || node.isNull()) {
            return 1;
        }
        if (!(node instanceof Text text)) {
            findings.error(node.location(), "zones is a number, such as zones: 3");
            return 1;
        }
        source.settings().add(bindingPath.path() + "." + ZONES.name(), text.value(), text.location());
        if (!text.value().matches("[1-9]\\d{0,2}")) {
            findings.error(text.location(), "zones '{}' is no number from 1 to {}", text.value(), MOST_ZONES);
            return 1;
        }
        return Integer.parseInt(text.value());
    }

    private static boolean isPrivate(Entries map, BindingPath bindingPath, Source source) {
        Node node = map.get(PRIVATE.name());
        if (node == null || node.isNull()) {
            return false;
        }
        String value = node instanceof Text text ? text.value() : "";
        if (!value.equals("true") && !value.equals("false")) {
            source.findings().error(node.location(), "private is true or false");
        }
        source.settings().add(bindingPath.path() + "." + PRIVATE.name(), value, node.location());
        return value.equals("true");
    }

    /** Returns the keys of any component that are neither parameters nor policies of its kind. */
    private static Set<String> componentKeys() {
        Set<String> keys = new LinkedHashSet<>(SectionShape.Key.names(COMPONENT.keys()));
        keys.addAll(SpecFields.of(COMPONENT.commonType()).names());
        return keys;
    }

    @Override
    void check(ParsedSections parts, Source source) {
        EndpointCycles.reportCycles(source.root(), source.findings());
    }
}
