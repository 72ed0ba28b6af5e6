package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultParser.ParsedFault;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.metrics.MetricSubject;
import dev.brownout.scenario.AlertAction;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.spi.fault.TierFault;
import dev.brownout.typetable.RecordField;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks references between the parts of a variant: names, shares and times. */
final class ReferenceChecks {
    /** Sections of the subjects of metrics. */
    /** End of a sentence that states the name of the first fault. */
    private static final Pattern NAMED = Pattern.compile("\\sas\\s+" + FaultEntry.UNNAMED + "\\s*$");

    private static final List<String> SUBJECTS = List.of(
            DeclaredNames.COMPONENTS,
            DeclaredNames.REQUESTS,
            DeclaredNames.REGIONS,
            DeclaredNames.JOURNEYS,
            DeclaredNames.ALERTS);

    private final Entries root;
    private final DeclaredNames names;
    private final Map<String, ComponentEntry> components;
    /** Numbers of numbered hosts by component: each target of a fault needs one. */
    private final Map<String, OptionalInt> hostCounts = new LinkedHashMap<>();

    private final Set<String> journeyRequests = new LinkedHashSet<>();
    private final List<ParsedFault> faults;
    private final Map<String, AlertSpec> alerts;
    private final RunSpec run;
    private final boolean shortened;
    private final ProblemCollector findings;

    ReferenceChecks(ParsedSections parts, VariantSection.Source source) {
        this.root = source.root();
        this.names = source.names();
        this.components = parts.of(ComponentsSection.SECTION);
        this.faults = parts.of(FaultsSection.SECTION);
        this.alerts = parts.of(AlertsSection.SECTION);
        this.run = parts.of(RunSection.SECTION);
        this.shortened = RunSection.isShortened(source.settings());
        this.findings = source.findings();
        Map<String, JourneySpec> journeys = parts.of(JourneysSection.SECTION);
        if (journeys != null && journeys.size() == names.journeys().size()) {
            journeys.values()
                    .forEach(journey ->
                            journeyRequests.addAll(journey.meanRequestsByName().keySet()));
        } else {
            // The requests of an invalid journey are unknown, so any request may be part of a journey.
            journeyRequests.addAll(names.requests());
        }
    }

    /** Checks that the user shares of all regions add up to 100 %. */
    void users(Map<String, RegionSpec> regions) {
        List<Share> users = regions.values().stream().map(RegionSpec::users).toList();
        if (!regions.isEmpty() && regions.size() == names.regions().size()) {
            checkSum(
                    "users of the regions",
                    users,
                    RegionsSection.SECTION.written(root).key());
        }
    }

    /** Checks that the shares of the load add up to 100 %, and that every request has a share, a rate, or a journey. */
    void shares(Map<String, RequestSpec> requests) {
        boolean hasLoad = root.get(LoadSection.NAME) != null;
        boolean singleRequest = requests.entrySet().stream()
                        .filter(entry -> !journeyRequests.contains(entry.getKey())
                                || entry.getValue().share().isPresent())
                        .count()
                == 1;
        List<Share> shares = new ArrayList<>();
        requests.forEach((name, request) -> {
            SourceLocation location = ((Entries) root.get(RequestsSection.NAME))
                    .entries()
                    .get(name)
                    .key();
            request.share().ifPresent(shares::add);
            if (request.share().isPresent() && request.rate().isPresent()) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        "request '{}' has a share and a rate; write one of the two",
                        name);
            } else if (request.share().isPresent() && !hasLoad) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        "request '{}' has a share, but the scenario has no 'load' to share",
                        name);
            } else if (request.share().isEmpty()
                    && request.rate().isEmpty()
                    && !journeyRequests.contains(name)
                    && !(hasLoad && singleRequest)) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        hasLoad
                                ? Sentence.of("request '{}' needs a share of the load, such as share: 50%", name)
                                : Sentence.of(
                                        "request '{}' needs a rate, such as rate: 100/s, or the scenario a 'load'",
                                        name));
            }
        });
        if (!shares.isEmpty() && requests.size() == names.requests().size()) {
            checkSum("shares", shares, RequestsSection.SECTION.written(root).key());
        }
        if (hasLoad
                && shares.isEmpty()
                && findings.errors() == 0
                && !journeyRequests.isEmpty()
                && journeyRequests.containsAll(names.requests())) {
            findings.warning(
                    ProblemKind.UNUSED,
                    LoadSection.SECTION.written(root).key(),
                    "no request has a share of the load, as all requests belong to journeys");
        }
    }

    private void checkSum(String label, List<Share> shares, SourceLocation location) {
        double sum = shares.stream().mapToDouble(Share::ratio).sum();
        if (Math.abs(sum - 1) > 1e-9) {
            BigDecimal rounded = new BigDecimal(sum, new MathContext(9));
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    location,
                    "{} add to {}, not to 100%",
                    label,
                    UnitParser.write(new Amount(rounded, Dimension.RATIO)));
        }
    }

    /** Warns of requests without a timeout. */
    void checkTimeouts(Map<String, RequestSpec> requests) {
        requests.forEach((name, request) -> {
            if (request.timeout().isEmpty()) {
                Entries map = (Entries) ((Entries) root.get(RequestsSection.NAME)).get(name);
                findings.warning(
                        ProblemKind.ENDLESS_WAIT,
                        map.get("timeout").location(),
                        "users of '{}' wait forever: timeout is none",
                        name);
            }
        });
    }

    /** Checks that faults begin before the end of the run, have unique names, and have existing targets. */
    void faults() {
        Set<String> faultNames = new LinkedHashSet<>();
        for (ParsedFault fault : faults) {
            if (run != null && RelationChecks.isAfterEnd(fault, run)) {
                reportAfterEnd(fault);
            }
            checkDuration(fault);
            checkName(fault, faultNames);
            checkTargets(fault);
        }
    }

    /** Reports a name of another fault, such as the one of the first fault, which relations call 'fault'. */
    private void checkName(ParsedFault fault, Set<String> names) {
        String name = fault.fault().name();
        if (!name.equals(FaultEntry.UNNAMED)) {
            if (!names.add(name)) {
                findings.error(ProblemKind.IMPOSSIBLE, fault.faultText(), "two faults are named '{}'", name);
            }
            return;
        }
        ParsedFault first = faults.get(0);
        if (!fault.equals(first) && NAMED.matcher(fault.fault().sentence()).find()) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    fault.faultText(),
                    "'{}' is the name of the first fault ('{}'): write another name",
                    name,
                    first.fault().sentence());
        }
    }

    private void reportAfterEnd(ParsedFault fault) {
        String place = time(fault.fault().startAt());
        String end = time(run.duration().toNanos());
        if (shortened) {
            findings.warning(
                    ProblemKind.FAULT_OUTSIDE,
                    fault.faultText(),
                    "'{}' is left out: the run ends at {}",
                    fault.fault().sentence(),
                    end);
        } else {
            findings.error(
                    ProblemKind.FAULT_OUTSIDE,
                    fault.at(),
                    "the fault at {} begins after the end of the run ({})",
                    place,
                    end);
        }
    }

    /** Checks that the targets of a fault or an action exist. */
    private void checkTargets(ParsedFault fault) {
        if (LoadFault.of(fault.fault().spec()).concernsUsers()) {
            rejectTarget(fault);
        } else {
            fault.fault().target().ifPresent(selector -> checkTarget(selector, fault.target()));
            fault.fault().other().ifPresent(selector -> checkTarget(selector, fault.other()));
        }
    }

    /** Reports a target of a fault that affects all users. */
    private void rejectTarget(ParsedFault fault) {
        String kind = SpecFields.kind(fault.fault().spec().getClass()).orElseThrow();
        fault.fault()
                .target()
                .ifPresent(target -> findings.error(
                        ProblemKind.IMPOSSIBLE,
                        fault.target(),
                        "{} affects all users and cannot have the target {}: it takes {} only",
                        kind,
                        target,
                        String.join(
                                ", ",
                                SpecFields.of(fault.fault().spec().getClass()).names())));
    }

    /** Warns of faults that end within the warm-up or would end after the run. */
    private void checkDuration(ParsedFault fault) {
        if (run == null || fault.fault().durationNanos().isEmpty()) {
            return;
        }
        long end = fault.fault().startAt() + fault.fault().durationNanos().get();
        if (end <= run.warmup().toNanos()) {
            findings.warning(
                    ProblemKind.FAULT_OUTSIDE,
                    fault.faultText(),
                    "the fault ends at {}, within the warm-up ({}), which the results exclude",
                    time(end),
                    time(run.warmup().toNanos()));
        } else if (end > run.duration().toNanos()
                && fault.fault().startAt() < run.duration().toNanos()) {
            findings.warning(
                    ProblemKind.FAULT_OUTSIDE,
                    fault.faultText(),
                    "the fault would end at {}, but the run ends at {}",
                    time(end),
                    time(run.duration().toNanos()));
        }
    }

    /** Formats a duration as a scenario writes it. */
    static String time(long nanos) {
        return UnitParser.write(new Amount(BigDecimal.valueOf(nanos), Dimension.TIME));
    }

    /** Returns the names that are known before the scenario is built. */
    private MetricSubject.Scope scope() {
        return new MetricSubject.Scope(
                names.components(),
                names.requests(),
                names.regions(),
                names.journeys(),
                names.alerts(),
                name -> hostCounts.computeIfAbsent(name, this::hostCount));
    }

    private void checkTarget(Selector target, SourceLocation location) {
        try {
            MetricSubject.faultTarget(target, scope(), FaultsSection.SECTION.name());
        } catch (ScenarioException e) {
            if (e.offending().isEmpty() || findings.isReadable(SUBJECTS)) {
                findings.consequence(ProblemKind.of(e), location, SpellingSuggestion.message(e));
            }
        }
    }

    /** Reports a metric without a valid subject. */
    void checkMetric(Metric metric, SourceLocation location, String path) {
        try {
            MetricSubject.measure(metric, scope(), path);
        } catch (ScenarioException e) {
            SourceLocation errorLocation = metric.selector()
                    .filter(selector -> !e.offending().isEmpty())
                    .map(selector -> location.subLocation(0, selector.toString().length()))
                    .orElse(location);
            if (!e.offending().isEmpty() && !findings.isReadable(SUBJECTS)) {
                return;
            }
            RelationChecks.refuse(
                    findings, path, ProblemKind.of(e), errorLocation, SpellingSuggestion.message(e), false);
        }
    }

    /** Checks the metric and the actions of an alert. */
    void alert(String name, AlertSpec alert) {
        Entries alertEntries = (Entries) ((Entries) root.get(AlertsSection.SECTION.name())).get(name);
        checkMetric(alert.if_().metric(), alertEntries.get("if").location(), AlertsSection.SECTION.name());
        for (int i = 0; i < alert.then().size(); i++) {
            FaultEntry action = alert.then().get(i).what();
            Node then = alertEntries.get("then");
            SourceLocation location =
                    then instanceof Items list ? list.items().get(i).location() : then.location();
            checkTargets(new ParsedFault(action, location, location, location, location));
            checkScaling(action, location);
        }
    }

    /** Warns of an action that replaces the number of an autoscaler: it can remove nodes while the load needs them. */
    private void checkScaling(FaultEntry action, SourceLocation location) {
        Optional<ComponentEntry> scaled = action.target().map(target -> components.get(target.head()));
        if (TierFault.of(action.spec()).desiredHosts().isPresent()
                && scaled.filter(entry -> HostProvisioning.of(entry.spec()).autoscales())
                        .isPresent()) {
            findings.warning(
                    ProblemKind.FORECAST,
                    location,
                    "'{}' replaces the number of nodes of 'autoscale' until its next decision, even if "
                            + "it is smaller",
                    action.sentence());
        }
    }

    /**
     * Returns the number of numbered hosts of a component. Empty if its kind has no such parameter, if it has several
     * regions, or if autoscaling or the replacement of interrupted hosts may add hosts.
     */
    private OptionalInt hostCount(String component) {
        ComponentEntry entry = components.get(component);
        if (entry == null
                || entry.regions().size() > 1
                || HostProvisioning.of(entry.spec()).addsHosts()) {
            return OptionalInt.empty();
        }
        OptionalInt declared = declaredHostCount(entry.spec());
        return declared.isEmpty() ? declared : OptionalInt.of(maximumHostCount(component, declared.getAsInt()));
    }

    /**
     * Returns the largest number of hosts of a component: as declared, or as set by a fault or an alert action, and
     * those that faults add before old ones leave.
     */
    private int maximumHostCount(String component, int declared) {
        Stream<FaultEntry> actions = alerts == null
                ? Stream.empty()
                : alerts.values().stream()
                        .flatMap(alert -> alert.then().stream())
                        .map(AlertAction::what);
        List<FaultSpec> specs = Stream.concat(faults.stream().map(ParsedFault::fault), actions)
                .filter(fault -> fault.hits(component)
                        || fault.target().filter(Selector::ofPlace).isPresent())
                .map(FaultEntry::spec)
                .toList();
        int scaled = specs.stream()
                .mapToInt(spec -> TierFault.of(spec).desiredHosts().orElse(0))
                .reduce(declared, Math::max);
        return scaled
                + specs.stream()
                        .mapToInt(spec -> TierFault.of(spec).spares(declared))
                        .reduce(0, Math::max);
    }

    /**
     * Returns the declared number of hosts per region, or 1 if it is omitted. Empty if the kind has no such parameter.
     */
    private static OptionalInt declaredHostCount(ComponentSpec spec) {
        List<RecordField> components = SpecFields.components(((Record) spec).getClass());
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).has(MachineCount.class)) {
                Object nodes = RecordFactory.values((Record) spec).get(i);
                Object value = nodes instanceof Optional<?> optional ? optional.orElse(null) : nodes;
                return OptionalInt.of(value == null ? 1 : (int) value);
            }
        }
        return OptionalInt.empty();
    }
}
