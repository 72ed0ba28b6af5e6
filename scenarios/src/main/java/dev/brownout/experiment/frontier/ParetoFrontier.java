package dev.brownout.experiment.frontier;

import dev.brownout.experiment.ExperimentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Designs with their positions relative to the Pareto frontier, at a confidence level.
 *
 * @param objectives objectives, the first of which sorts the designs
 * @param entries designs: those of the frontier, then the undecided, the dominated, and those without data, each group
 *     sorted by the first objective, the best design first
 * @param confidence confidence level of all positions together
 * @param interimConfidence confidence level of the intervals and of all comparisons at one look
 */
public record ParetoFrontier(
        List<FrontierObjective> objectives, List<Entry> entries, double confidence, double interimConfidence) {
    /** Maximum number of designs. The number of comparisons is quadratic in it. */
    public static final int MOST_DESIGNS = 500;

    /** Position of a design relative to the frontier. */
    public enum Position {
        /** On the frontier: better than each other design in at least one objective, or equal to it in all. */
        FRONTIER,
        /** Neither on the frontier nor dominated, at the confidence level. */
        UNDECIDED,
        /** Dominated: another design is better or equal in every objective, and better in at least one. */
        DOMINATED,
        /** A replication has no value of an objective, or did not reach its end. */
        NO_DATA
    }

    /**
     * A design with its position.
     *
     * @param dominator design that dominates it; empty unless it is dominated
     */
    public record Entry(FrontierDesign design, Position position, Optional<FrontierDesign> dominator) {}

    /** Copies the lists. */
    public ParetoFrontier {
        objectives = List.copyOf(objectives);
        entries = List.copyOf(entries);
    }

    /**
     * Returns the positions of designs.
     *
     * @param designs designs that ran with common random numbers, at most {@link #MOST_DESIGNS}
     * @param objectives at least one objective
     * @throws ExperimentException if there are too many designs
     */
    public static ParetoFrontier of(
            List<FrontierDesign> designs, List<FrontierObjective> objectives, double confidence) {
        return of(designs, objectives, confidence, 1);
    }

    /**
     * Returns the positions of designs that may have ended at one of several looks.
     *
     * @param interimAnalyses number of times at which the results are examined, which divide the error (Bonferroni)
     * @throws ExperimentException if there are too many designs
     */
    public static ParetoFrontier of(
            List<FrontierDesign> designs, List<FrontierObjective> objectives, double confidence, int interimAnalyses) {
        double interimConfidence = 1 - (1 - confidence) / interimAnalyses;
        if (designs.size() > MOST_DESIGNS) {
            throw new ExperimentException(
                    "a frontier compares at most {} designs, not {}: vary fewer values", MOST_DESIGNS, designs.size());
        }
        Comparator<FrontierDesign> best = Comparator.comparingDouble(
                design -> objectives.get(0).losses(design).mean());
        List<FrontierDesign> known = designs.stream()
                .filter(design -> hasData(design, objectives))
                .sorted(best)
                .toList();
        PairwiseComparisons comparisons = PairwiseComparisons.of(
                known.stream()
                        .map(design -> objectives.stream()
                                .map(objective -> objective.losses(design))
                                .toList())
                        .toList(),
                interimConfidence);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            entries.add(entry(known, i, comparisons));
        }
        designs.stream()
                .filter(design -> !hasData(design, objectives))
                .forEach(design -> entries.add(new Entry(design, Position.NO_DATA, Optional.empty())));
        entries.sort(Comparator.comparing(Entry::position));
        return new ParetoFrontier(objectives, entries, confidence, interimConfidence);
    }

    private static boolean hasData(FrontierDesign design, List<FrontierObjective> objectives) {
        return design.summary().complete()
                && objectives.stream()
                        .noneMatch(objective ->
                                Double.isNaN(objective.sample(design).mean()));
    }

    private static Entry entry(List<FrontierDesign> designs, int index, PairwiseComparisons comparisons) {
        List<Integer> dominators = dominators(designs.size(), index, comparisons);
        if (!dominators.isEmpty()) {
            int dominator = frontmost(dominators.get(0), designs.size(), comparisons);
            return new Entry(designs.get(index), Position.DOMINATED, Optional.of(designs.get(dominator)));
        }
        boolean onFrontier = true;
        for (int other = 0; other < designs.size(); other++) {
            onFrontier &= comparisons.isBetterInOne(index, other) || comparisons.areEqual(index, other);
        }
        return new Entry(designs.get(index), onFrontier ? Position.FRONTIER : Position.UNDECIDED, Optional.empty());
    }

    private static List<Integer> dominators(int size, int index, PairwiseComparisons comparisons) {
        List<Integer> dominators = new ArrayList<>();
        for (int other = 0; other < size; other++) {
            if (comparisons.dominates(other, index)) {
                dominators.add(other);
            }
        }
        return dominators;
    }

    /**
     * Returns a design that is not dominated itself, and dominates the given design or is the design itself. Dominance
     * is transitive, because all comparisons are correct together.
     */
    private static int frontmost(int index, int size, PairwiseComparisons comparisons) {
        Set<Integer> seen = new LinkedHashSet<>();
        int current = index;
        while (seen.add(current)) {
            List<Integer> dominators = dominators(size, current, comparisons);
            if (dominators.isEmpty()) {
                return current;
            }
            current = dominators.get(0);
        }
        return index;
    }

    /** Returns the designs at a position, the best in the first objective first. */
    public List<FrontierDesign> at(Position position) {
        return entries.stream()
                .filter(entry -> entry.position() == position)
                .map(Entry::design)
                .toList();
    }
}
