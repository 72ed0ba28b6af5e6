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
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.metrics.MetricSubject;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.scenario.AlertAction;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Window;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.HostAutoscaling;
import dev.brownout.spi.fault.ScalingFault;
import dev.brownout.spi.fault.UserFault;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Checks references between the parts of a variant: names, shares and times. */
final class ReferenceChecks {
    private final Entries root;
    private final DeclaredNames names;
    private final Map<String, ComponentEntry> components;
    private final Set<String> journeyRequests = new LinkedHashSet<>();
    private final List<ParsedFault> faults;
    private final Map<String, AlertSpec> alerts;
    private final RunSpec run;
    private final ProblemCollector findings;

    ReferenceChecks(ParsedSections parts, VariantSection.Source source) {
        this.root = source.root();
        this.names = source.names();
        this.components = parts.of(ComponentsSection.SECTION);
        this.faults = parts.of(FaultsSection.SECTION);
        this.alerts = parts.of(AlertsSection.SECTION);
        this.run = parts.of(RunSection.SECTION);
        this.findings = source.findings();
        Map<String, JourneySpec> journeys = parts.of(JourneysSection.SECTION);
        if (journeys != null && journeys.size() == names.journeys().size()) {
            journeys.values()
                    .forEach(journey -> journeyRequests.addAll(journey.each().keySet()));
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
                        "request '" + name + "' has a share and a rate; write one of the two");
            } else if (request.share().isPresent() && !hasLoad) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        "request '" + name + "' has a share, but the scenario has no 'load' to share");
            } else if (request.share().isEmpty()
                    && request.rate().isEmpty()
                    && !journeyRequests.contains(name)
                    && !(hasLoad && singleRequest)) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        hasLoad
                                ? "request '" + name + "' needs a share of the load, such as share: 50%"
                                : "request '" + name + "' needs a rate, such as rate: 100/s, or the scenario a 'load'");
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
                    "no request has a share of the load, as journeys ask for all of them");
        }
    }

    private void checkSum(String label, List<Share> shares, SourceLocation location) {
        double sum = shares.stream().mapToDouble(Share::ratio).sum();
        if (Math.abs(sum - 1) > 1e-9) {
            BigDecimal rounded = new BigDecimal(sum, new MathContext(9));
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    location,
                    label + " add to " + UnitParser.write(new Amount(rounded, Dimension.RATIO)) + ", not to 100%");
        }
    }

    /** Warns of requests without a timeout. */
    void patience(Map<String, RequestSpec> requests) {
        requests.forEach((name, request) -> {
            if (request.timeout().isEmpty()) {
                Entries map = (Entries) ((Entries) root.get(RequestsSection.NAME)).get(name);
                findings.warning(
                        ProblemKind.ENDLESS_WAIT,
                        map.get("timeout").location(),
                        "users of '" + name + "' wait for ever: timeout is none");
            }
        });
    }

    /** Checks that faults begin before the end of the run, have unique names, and have existing targets. */
    void faults() {
        Set<String> faultNames = new LinkedHashSet<>();
        for (ParsedFault fault : faults) {
            if (run != null && fault.fault().startAt() >= run.duration().toNanos()) {
                findings.error(
                        ProblemKind.FAULT_OUTSIDE,
                        fault.at(),
                        "fault at " + time(fault.fault().startAt()) + " is after the end of the run ("
                                + time(run.duration().toNanos()) + ")");
            }
            checkDuration(fault);
            String name = fault.fault().name();
            if (!name.equals(FaultEntry.UNNAMED) && !faultNames.add(name)) {
                findings.error(ProblemKind.IMPOSSIBLE, fault.what(), "two faults are called '" + name + "'");
            }
            checkTargets(fault);
        }
    }

    /** Checks that the targets of a fault or an action exist. */
    private void checkTargets(ParsedFault fault) {
        if (UserFault.concernsUsers(fault.fault().spec())) {
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
                        kind + " is about all users, not about " + target + ": it takes "
                                + String.join(
                                        ", ",
                                        SpecFields.of(fault.fault().spec().getClass())
                                                .names())
                                + " and no target"));
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
                    fault.what(),
                    "the fault is over at " + time(end) + ", within the warm-up ("
                            + time(run.warmup().toNanos()) + "), which no result counts");
        } else if (end > run.duration().toNanos()
                && fault.fault().startAt() < run.duration().toNanos()) {
            findings.warning(
                    ProblemKind.FAULT_OUTSIDE,
                    fault.what(),
                    "the fault would end at " + time(end) + ", but the run ends at "
                            + time(run.duration().toNanos()));
        }
    }

    private static String time(long nanos) {
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
                this::hostCount);
    }

    private void checkTarget(Selector target, SourceLocation location) {
        try {
            MetricSubject.struck(target, scope(), FaultsSection.SECTION.name());
        } catch (ScenarioException e) {
            findings.error(ProblemKind.of(e), location, SpellingSuggestion.message(e));
        }
    }

    private void checkMetric(Metric metric, SourceLocation location, String section) {
        try {
            MetricSubject.measured(metric, scope(), section);
        } catch (ScenarioException e) {
            SourceLocation errorLocation = metric.selector()
                    .filter(selector -> !e.offending().isEmpty())
                    .map(selector -> location.at(0, selector.toString().length()))
                    .orElse(location);
            findings.error(ProblemKind.of(e), errorLocation, SpellingSuggestion.message(e));
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
        }
    }

    /**
     * Returns the number of numbered hosts of a component. Empty if its kind has no such parameter, if it has several
     * regions, or if autoscaling may add hosts.
     */
    private OptionalInt hostCount(String component) {
        ComponentEntry entry = components.get(component);
        if (entry == null
                || entry.regions().size() > 1
                || HostAutoscaling.scalingModel(entry.spec()).isPresent()) {
            return OptionalInt.empty();
        }
        OptionalInt declared = declaredHostCount(entry.spec());
        return declared.isEmpty() ? declared : OptionalInt.of(maximumHostCount(component, declared.getAsInt()));
    }

    /** Returns the largest number of hosts of a component: as declared, or as set by a fault or an alert action. */
    private int maximumHostCount(String component, int declared) {
        Stream<FaultEntry> actions = alerts == null
                ? Stream.empty()
                : alerts.values().stream()
                        .flatMap(alert -> alert.then().stream())
                        .map(AlertAction::what);
        return Stream.concat(faults.stream().map(ParsedFault::fault), actions)
                .filter(fault -> fault.hits(component))
                .mapToInt(fault -> ScalingFault.nodesOf(fault.spec()).orElse(0))
                .reduce(declared, Math::max);
    }

    /**
     * Returns the declared number of hosts per region, or 1 if it is omitted. Empty if the kind has no such parameter.
     */
    private static OptionalInt declaredHostCount(ComponentSpec spec) {
        List<RecordComponent> components = SpecFields.components(((Record) spec).getClass());
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).isAnnotationPresent(MachineCount.class)) {
                Object nodes = RecordFactory.values((Record) spec).get(i);
                Object value = nodes instanceof Optional<?> optional ? optional.orElse(null) : nodes;
                return OptionalInt.of(value == null ? 1 : (int) value);
            }
        }
        return OptionalInt.empty();
    }

    /** Checks the names in a relation: its selector, its faults and its window. */
    void relation(String section, String name, Metric metric, Window window) {
        Entry entry = ((Entries) root.get(section)).entries().get(name);
        SourceLocation location = entry.value().location();
        checkMetric(metric, location, section);
        if (MetricDefinition.ofFault(metric.name()) || MetricDefinition.detects(metric.name())) {
            checkFault(metric.fault().orElse(FaultEntry.UNNAMED), name, location, metric.toString());
        }
        if (window instanceof Window.FaultWindow during) {
            checkFault(during.fault(), name, location, "'during " + during.fault() + "'");
        } else if (window instanceof Window.Before before) {
            checkFault(before.fault(), name, location, "'before " + before.fault() + "'");
        } else if (window instanceof Window.Within within) {
            checkFault(within.fault(), name, location, "'after " + within.fault() + "'");
        } else if (window instanceof Window.After after) {
            checkInstant(after.from(), name, location);
        } else if (window instanceof Window.Between between) {
            boolean within = checkInstant(between.to(), name, location);
            if (within || between.from().fault().isPresent()) {
                checkInstant(between.from(), name, location);
            }
            if (between.from().fault().equals(between.to().fault())
                    && between.from().offsetNanos() >= between.to().offsetNanos()) {
                findings.error(
                        ProblemKind.IMPOSSIBLE,
                        location,
                        "the window of \"" + name + "\" is empty: it ends before it begins");
            }
        } else if (window instanceof Window.Every every
                && run != null
                && every.spanNanos() > run.duration().toNanos()) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    location,
                    "\"" + name + "\" looks at every " + time(every.spanNanos()) + ", but the run is only "
                            + time(run.duration().toNanos()) + " long");
        }
    }

    /** Checks one end of a window. Returns whether it is within the run, as far as that is known. */
    private boolean checkInstant(Window.Instant instant, String name, SourceLocation location) {
        instant.fault().ifPresent(faultName -> checkFault(faultName, name, location, "'" + faultName + "'"));
        if (run == null || instant.fault().isPresent()) {
            return true;
        }
        long end = run.duration().toNanos();
        if (instant.offsetNanos() < 0 || instant.offsetNanos() > end) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    location,
                    "the window of \"" + name + "\" reaches to " + time(instant.offsetNanos())
                            + ", but the run ends at " + time(end));
            return false;
        }
        return true;
    }

    private void checkFault(String faultName, String name, SourceLocation location, String expression) {
        Set<String> faultNames = new LinkedHashSet<>();
        faults.forEach(parsedFault -> faultNames.add(parsedFault.fault().name()));
        if (faultNames.contains(faultName) || faultName.equals(FaultEntry.UNNAMED) && !faultNames.isEmpty()) {
            return;
        }
        String explanation = SpellingSuggestion.message(WindowResolver.unknown(faultName, faultNames, SlaSection.NAME));
        findings.error(
                ProblemKind.UNKNOWN_NAME, location, "\"" + name + "\" asks for " + expression + ", but " + explanation);
    }
}
