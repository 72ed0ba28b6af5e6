package dev.brownout.analysis;

import dev.brownout.wiring.FillSketch;
import dev.brownout.wiring.LineSketch;
import dev.brownout.wiring.LogSketch;
import dev.brownout.wiring.MoveSketch;
import dev.brownout.wiring.Sketch;
import dev.brownout.wiring.SlotSketch;
import dev.brownout.wiring.StationSketch;
import dev.brownout.wiring.StoreSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a component says of itself besides its machines, kept as it was said. */
abstract class NotedSketch implements Sketch {
    private final List<StationSketch> within = new ArrayList<>();
    private final List<StoreSketch> stores = new ArrayList<>();
    private final List<LogSketch> logs = new ArrayList<>();
    private final List<LineSketch> lines = new ArrayList<>();
    private final List<FillSketch> fills = new ArrayList<>();
    private final List<MoveSketch> moves = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<Expiry> expiries = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private final List<SlotSketch> slots = new ArrayList<>();
    private boolean writesLater;
    private Optional<Set<String>> calledBeforeWork = Optional.empty();

    @Override
    public final void callsAfterWork(Set<String> before) {
        calledBeforeWork = Optional.of(Set.copyOf(before));
    }

    /** The components that it calls before its machines work for a call; empty where calls need not wait for work. */
    final Optional<Set<String>> callsAfterWork() {
        return calledBeforeWork;
    }

    @Override
    public final void writesAreLate() {
        writesLater = true;
    }

    /** Returns whether nobody waits for the writes that it passes on. */
    final boolean writesLater() {
        return writesLater;
    }

    @Override
    public final void withhold(String reason, double headroom) {
        withheld.add(new Withheld(reason, headroom));
    }

    /**
     * A reason for which estimates are withheld.
     *
     * @param reason the reason
     * @param headroom by how much the capacity may be larger
     */
    record Withheld(String reason, double headroom) {}

    /** The first reason for which its estimates are withheld; empty for none. */
    final Optional<Withheld> withheld() {
        return withheld.stream().findFirst();
    }

    @Override
    public final void within(StationSketch narrow) {
        within.add(narrow);
    }

    final List<StationSketch> within() {
        return within;
    }

    @Override
    public final void store(StoreSketch store) {
        stores.add(store);
    }

    final List<StoreSketch> stores() {
        return stores;
    }

    @Override
    public final void log(LogSketch log) {
        logs.add(log);
    }

    final List<LogSketch> logs() {
        return logs;
    }

    @Override
    public final void line(LineSketch line) {
        lines.add(line);
    }

    /** What waits until somebody takes it. */
    final List<LineSketch> lines() {
        return lines;
    }

    @Override
    public final void fill(FillSketch fill) {
        fills.add(fill);
    }

    final List<FillSketch> fills() {
        return fills;
    }

    @Override
    public final void move(MoveSketch move) {
        moves.add(move);
    }

    final List<MoveSketch> moves() {
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
    public final void slots(SlotSketch places) {
        slots.add(places);
    }

    final List<SlotSketch> slots() {
        return slots;
    }
}
