package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.InnerStation;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.HostProvisioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of one stage that compare load and capacity.
 *
 * @param scenario the scenario
 * @param stage the stage
 * @param flows its calls
 * @param measured the measurements of a run
 */
record StationRows(Scenario scenario, LoadStage stage, TrafficEquations flows, MeasuredRun measured) {
    /**
     * Row of a station in one stage, with details used only by warnings.
     *
     * @param limit the limit besides its servers, if it is tighter; otherwise empty
     * @param closed whether its load cannot exceed its capacity because users wait for it
     * @param evenly whether its nodes differ in speed, so that its load assumes equal shares of the calls
     * @param component the component, or the request class, to which the station belongs
     * @param nodes the nodes of the station; empty for a bulkhead or pool of its callers
     */
    record StageRow(
            Station station,
            Optional<SlotLimit> limit,
            boolean closed,
            boolean evenly,
            String component,
            List<String> nodes) {

        /** Creates a row of a station that only its servers limit. */
        StageRow(Station station, boolean closed, String component, StationModel model) {
            this(station, Optional.empty(), closed, false, component, model.nodes());
        }
    }

    /** Returns the rows of all components, and of the limits of users. */
    List<StageRow> all() {
        List<StageRow> all = new ArrayList<>();
        flows.componentModels()
                .forEach((component, componentModel) -> all.addAll(component(component, componentModel)));
        scenario.components()
                .keySet()
                .forEach(name -> flows.shared(name).ifPresent(model -> {
                    boolean closed = !flows.loops(name).isEmpty();
                    all.add(row(name, model, formula(name, model), false, closed));
                }));
        flows.users().forEach((request, componentModel) -> {
            StationEstimate reading = estimateOf(request);
            all.addAll(concurrencyLimitRows(reading, componentModel, flows.isClosedLoop(request)));
        });
        return all;
    }

    private List<StageRow> component(String component, ComponentCapacityModel componentModel) {
        List<StageRow> all = new ArrayList<>();
        Optional<SlotLimit> slots = SlotLimit.of(flows, component, componentModel);
        List<ClosedLoadModel> loops = flows.loops(component);
        boolean closed = !loops.isEmpty();
        boolean shares = scenario.components().get(component).host().isPresent();
        for (StationModel model : componentModel.stations()) {
            if (model.callsPerSecond() > 0 && !shares) {
                Optional<SlotLimit> tighterLimit =
                        slots.map(limit -> limit.part(model)).filter(limit -> limit.tighterThan(model));
                Formula formula = formula(component, model);
                double load = Math.max(
                        Formula.utilization(model),
                        tighterLimit.map(SlotLimit::utilization).orElse(0.0));
                Optional<Sentence> withheld = model.unknownLoad()
                        .or(() -> withheld(componentModel, load, slots))
                        .or(() -> slots.filter(limit -> componentModel.waits() && limit.contendsForCores(model))
                                .map(limit -> Sentence.of(
                                        "its {} contend for the cores",
                                        limit.slots().name())))
                        .or(() -> lossOfOtherArrivals(component, model));
                if (withheld.isPresent()) {
                    all.add(rowWithoutEstimate(component, componentModel, model, withheld.get(), tighterLimit, closed));
                    continue;
                }
                all.add(new StageRow(
                        estimateOf(component).stationRow(model, formula, tighterLimit, !componentModel.waits()),
                        tighterLimit,
                        closed,
                        componentModel.machines().isUneven(),
                        component,
                        model.nodes()));
            }
        }
        for (InnerStation inner : componentModel.declared(InnerStation.class)) {
            StationModel station = inner.station();
            if (flows.transactions(component)) {
                Sentence reason = Sentence.of("a transaction holds its locks until it commits");
                all.add(rowWithoutEstimate(component, componentModel, station, reason, Optional.empty(), closed));
                continue;
            }
            Formula formula =
                    closed ? Formula.unavailable(Sentence.of("no formula: closed loop of users")) : Formula.of(station);
            all.add(row(component, station, formula, !componentModel.waits(), closed));
        }
        parts(component, componentModel, closed, all);
        all.addAll(concurrencyLimitRows(estimateOf(component), componentModel, closed));
        return all;
    }

    /** Returns the reason why the load that a full queue accepts is unknown; empty if it is known or overloads. */
    private Optional<Sentence> lossOfOtherArrivals(String component, StationModel model) {
        return Optional.of(Sentence.of("the arrivals are no Poisson process"))
                .filter(reason -> Formula.utilization(model) * (1 - Formula.loss(model)) < StationEstimate.SATURATED
                        && GeneralArrivals.losesUnknownShare(flows, component, model));
    }

    /** Returns the reason why a row has no estimate. An overload that exceeds the headroom is stated nevertheless. */
    private Optional<Sentence> withheld(ComponentCapacityModel componentModel, double load, Optional<SlotLimit> slots) {
        return componentModel
                .first(WithheldEstimates.class)
                .filter(estimates -> load < estimates.headroom())
                .map(WithheldEstimates::reason)
                .or(() -> slots.flatMap(limit -> holdingReason(limit, componentModel)));
    }

    /** Returns the reason why the holding time of slots is unknown; empty if it is known, or too long in any case. */
    private Optional<Sentence> holdingReason(SlotLimit limit, ComponentCapacityModel componentModel) {
        return HoldingTimes.unknown(flows, componentModel)
                .or(() -> Optional.of(Sentence.of(
                                "queues behind it hold its {} for longer",
                                limit.slots().name()))
                        .filter(reason -> limit.utilization() < 1 && limit.heldLonger(flows, componentModel)));
    }

    private StageRow rowWithoutEstimate(
            String component,
            ComponentCapacityModel componentModel,
            StationModel model,
            Sentence reason,
            Optional<SlotLimit> tighterLimit,
            boolean closed) {
        Station row = estimateOf(component)
                .rowWithoutEstimate(
                        model,
                        componentModel.unknownRates().isPresent() ? Double.NaN : model.callsPerSecond(),
                        reason,
                        tighterLimit,
                        !componentModel.waits());
        return new StageRow(row, closed, component, model);
    }

    private void parts(String component, ComponentCapacityModel componentModel, boolean closed, List<StageRow> all) {
        for (StationModel part : componentModel.machines().parts()) {
            if (part.callsPerSecond() > 0 && part.unknownLoad().isPresent()) {
                Sentence reason = part.unknownLoad().get();
                all.add(rowWithoutEstimate(component, componentModel, part, reason, Optional.empty(), closed));
            } else if (part.callsPerSecond() > 0) {
                all.add(row(component, part, formula(component, part), false, closed));
            }
        }
    }

    /** Returns the row of a station that only its servers limit. */
    private StageRow row(String component, StationModel model, Formula formula, boolean leaf, boolean closed) {
        Station row = estimateOf(component).stationRow(model, formula, Optional.empty(), leaf);
        return new StageRow(row, closed, component, model);
    }

    private StationEstimate estimateOf(String name) {
        ComponentEntry entry = scenario.components().get(name);
        return new StationEstimate(
                stage,
                name,
                entry != null && HostProvisioning.of(entry.spec()).autoscales(),
                scenario.network().isPresent(),
                measured);
    }

    /** Returns the response time at nodes, or at parts of them. */
    private Formula formula(String component, StationModel model) {
        List<ClosedLoadModel> loops = flows.loops(component);
        if (model.isWholeHosts() && SlotLimit.shortensQueue(flows, component, model)) {
            return Formula.unavailable(
                    Sentence.of("no formula: the limits of its callers keep calls out of its queue"));
        }
        return loops.isEmpty() || !flows.oneLoop()
                ? GeneralArrivals.formula(flows, component, model)
                : new Formula(
                        loops.get(0).meanNanos(component, model),
                        Double.NaN,
                        loops.get(0).methodText());
    }

    /**
     * Returns the rows of the concurrency limits of a component or of users. An autoscaled component has no rows,
     * because the number of its limits follows the load.
     */
    private List<StageRow> concurrencyLimitRows(
            StationEstimate reading, ComponentCapacityModel componentModel, boolean closed) {
        if (!componentModel.ofUsers() && componentModel.scalesItself(componentModel.name())) {
            return List.of();
        }
        Optional<Sentence> kept = SlotLimit.keptBySessions(flows, componentModel)
                .or(() -> componentModel.ofUsers() ? Optional.empty() : componentModel.unknownRates())
                .or(() -> SlotLimit.of(flows, componentModel.name(), componentModel)
                        .filter(slots -> BindingLimits.holdsBack(flows, componentModel, slots))
                        .map(slots -> BindingLimits.reason(componentModel.name())));
        return SlotLimit.limitsAround(flows, componentModel).stream()
                .map(limit -> new StageRow(
                        reading.concurrencyLimitRow(limit, kept.or(() -> holdingReason(limit, componentModel))),
                        Optional.of(limit),
                        closed,
                        false,
                        componentModel.name(),
                        List.of()))
                .toList();
    }
}
