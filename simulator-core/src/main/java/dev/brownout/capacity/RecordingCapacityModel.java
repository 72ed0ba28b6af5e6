package dev.brownout.capacity;

import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.ConsumerBacklogModel;
import dev.brownout.spi.ReplicaLagModel;
import dev.brownout.spi.ReshardingModel;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StorageGrowthModel;
import dev.brownout.spi.WorkerPoolModel;
import dev.brownout.spi.WorkingSetModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records the parts of the capacity model of a component other than its stations and calls. */
abstract class RecordingCapacityModel implements CapacityModel {
    private final List<StationModel> additionalStations = new ArrayList<>();
    private final List<WorkingSetModel> stores = new ArrayList<>();
    private final List<ReplicaLagModel> logs = new ArrayList<>();
    private final List<ConsumerBacklogModel> lines = new ArrayList<>();
    private final List<StorageGrowthModel> fills = new ArrayList<>();
    private final List<ReshardingModel> moves = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<Expiry> expiries = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private final List<WorkerPoolModel> slots = new ArrayList<>();
    private boolean writesLater;
    private Optional<List<String>> calledBeforeWork = Optional.empty();

    @Override
    public final void callsAfterWork(List<String> before) {
        calledBeforeWork = Optional.of(List.copyOf(before));
    }

    /**
     * Returns the components that it calls before its own work for a call; empty if its calls do not depend on its
     * work.
     */
    final Optional<List<String>> callsAfterWork() {
        return calledBeforeWork;
    }

    @Override
    public final void writesAreLate() {
        writesLater = true;
    }

    /** Returns whether the component does not wait for the writes that it passes on. */
    final boolean writesLater() {
        return writesLater;
    }

    @Override
    public final void withhold(String reason, double headroom) {
        withheld.add(new Withheld(reason, headroom));
    }

    /**
     * Reason for withholding estimates.
     *
     * @param reason the reason
     * @param headroom the factor by which the capacity may be larger
     */
    record Withheld(String reason, double headroom) {}

    /** Returns the first reason for which its estimates are withheld; empty for none. */
    final Optional<Withheld> withheld() {
        return withheld.stream().findFirst();
    }

    @Override
    public final void within(StationModel station) {
        additionalStations.add(station);
    }

    final List<StationModel> within() {
        return additionalStations;
    }

    @Override
    public final void store(WorkingSetModel store) {
        stores.add(store);
    }

    final List<WorkingSetModel> stores() {
        return stores;
    }

    @Override
    public final void log(ReplicaLagModel log) {
        logs.add(log);
    }

    final List<ReplicaLagModel> logs() {
        return logs;
    }

    @Override
    public final void line(ConsumerBacklogModel backlogModel) {
        lines.add(backlogModel);
    }

    /** Returns the queues of this component in which entries wait for a consumer. */
    final List<ConsumerBacklogModel> lines() {
        return lines;
    }

    @Override
    public final void fill(StorageGrowthModel fill) {
        fills.add(fill);
    }

    final List<StorageGrowthModel> fills() {
        return fills;
    }

    @Override
    public final void move(ReshardingModel move) {
        moves.add(move);
    }

    final List<ReshardingModel> moves() {
        return moves;
    }

    @Override
    public final void rests(Rest machines) {
        rests.add(machines);
    }

    @Override
    public final void memory(Memory memory) {
        memories.add(memory);
    }

    final List<Memory> memories() {
        return memories;
    }

    final List<Rest> rests() {
        return rests;
    }

    @Override
    public final void expiry(Expiry expiry) {
        expiries.add(expiry);
    }

    final List<Expiry> expiries() {
        return expiries;
    }

    @Override
    public final void slots(WorkerPoolModel workerPool) {
        slots.add(workerPool);
    }

    final List<WorkerPoolModel> slots() {
        return slots;
    }
}
