package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/**
 * Meter at the entrance of a host. Counts arrivals, departures by outcome, the calls inside, and the residence time of
 * successful calls. It is independent of the host, so that an audit can compare both.
 */
public final class CallMeter {
    private static final int COLUMNS = 3;
    private static final int AREA = 0;
    private static final int OFFERED = 1;
    private static final int LEFT = 2;

    private final TimeGrid grid;
    /** Three numbers by cell: the area, arrivals, and departures. */
    private final CellTable cells;

    /** Departures by outcome and cell; {@code null} for the first outcome, which is the remainder, and for none. */
    private final CellTable[] left;

    private final LatencyHistogram latency;
    private final BacklogTrend trend;
    /** Number of calls overdue at the end of the run, by cell of arrival. */
    private final CellTable overdue;
    /** Calls not yet accepted by the process; {@code null} if there never were any. */
    private AcceptBacklog backlog;

    /** Current cell. The counts of it are added to the arrays later. */
    private int cell;

    private long cellEnd;
    /** Largest number inside with an area that fits into 64 bits during this cell. */
    private long safe;

    private long area;
    private long offeredHere;
    /** Departures in this cell by outcome, except the first, and their sum. */
    private final long[] leftHere;

    private long othersHere;
    private long startNanos;
    private int inside;
    private long arrivals;
    private long departures;
    private long departuresBefore;
    /** Sum of all residence times in two parts. The lower part has 63 bits. */
    private long residence;

    private long residenceUpper;

    /**
     * Creates an empty meter.
     *
     * @param outcomes number of different outcomes
     */
    public CallMeter(TimeGrid grid, int outcomes) {
        this.grid = grid;
        this.cells = new CellTable(grid, COLUMNS);
        this.left = new CellTable[outcomes];
        this.overdue = new CellTable(grid, 1);
        this.leftHere = new long[outcomes];
        this.latency = new LatencyHistogram(grid);
        this.trend = new BacklogTrend(grid);
        this.cellEnd = grid.start(1);
        this.safe = grid.largest();
    }

    /**
     * Records an arrival. {@code now} must not decrease.
     *
     * @return number of calls that were inside
     */
    public int arrive(long now) {
        tick(now);
        offeredHere++;
        arrivals++;
        return inside++;
    }

    /**
     * Records a departure.
     *
     * @param now present time, which must not decrease
     * @param arrivedAt time of the arrival
     * @param ahead number of calls that were inside at the arrival
     * @param outcome ordinal of the outcome
     * @param good whether the residence time counts as latency
     */
    public void depart(long now, long arrivedAt, int ahead, int outcome, boolean good) {
        tick(now);
        inside--;
        departures++;
        long stay = now - arrivedAt;
        residence += stay;
        if (residence < 0) {
            residenceUpper++;
            residence &= Long.MAX_VALUE;
        }
        if (outcome > 0) {
            leftHere[outcome]++;
            othersHere++;
        }
        if (good) {
            latency.record(arrivedAt, stay);
        }
        trend.record(grid.segmentAt(arrivedAt), ahead, stay, good);
    }

    private void tick(long now) {
        while (now >= cellEnd) {
            addArea(cellEnd - startNanos);
            startNanos = cellEnd;
            close();
            if (cell + 1 == grid.cells()) {
                cellEnd = Long.MAX_VALUE;
                safe = 0;
            } else {
                cell++;
                cellEnd = grid.start(cell + 1);
            }
        }
        long span = now - startNanos;
        if (inside <= safe) {
            area += span * inside;
        } else {
            addArea(span);
        }
        startNanos = now;
    }

    /** Adds the area of a time span. The span can be longer than a cell, and the product can exceed 64 bits. */
    private void addArea(long span) {
        if (inside != 0) {
            cells.addWide(cell, area);
            cells.addProduct(cell, span, inside);
            area = 0;
        }
    }

    private void close() {
        if (area == 0 && offeredHere == 0 && departures == departuresBefore) {
            return;
        }
        cells.addWide(cell, area);
        cells.add(cell, OFFERED, offeredHere);
        cells.add(cell, LEFT, departures - departuresBefore);
        offeredHere = 0;
        area = 0;
        if (othersHere > 0) {
            othersHere = 0;
            for (int outcome = 1; outcome < leftHere.length; outcome++) {
                if (leftHere[outcome] > 0) {
                    left(outcome).add(cell, 0, leftHere[outcome]);
                    leftHere[outcome] = 0;
                }
            }
        }
        departuresBefore = departures;
    }

    private CellTable left(int outcome) {
        if (left[outcome] == null) {
            left[outcome] = new CellTable(grid, 1);
        }
        return left[outcome];
    }

    /** Returns the sum of the counts of several meters with the same outcomes. The latency is not included. */
    public static CallMeter counts(TimeGrid grid, int outcomes, List<CallMeter> parts) {
        CallMeter sum = new CallMeter(grid, outcomes);
        for (CallMeter part : parts) {
            part.close();
            sum.cells.addAll(part.cells);
            sum.overdue.addAll(part.overdue);
            for (int outcome = 1; outcome < outcomes; outcome++) {
                if (part.left[outcome] != null) {
                    sum.left(outcome).addAll(part.left[outcome]);
                }
            }
        }
        return sum;
    }

    /** Completes the counts at the end of the run. */
    public void complete(long endAt) {
        tick(endAt);
        if (backlog != null) {
            backlog.complete(endAt);
        }
    }

    /** Records a call that is overdue at the end of the run, inside or not yet accepted. */
    public void overdue(long arrivedAt) {
        overdue.add(grid.cell(arrivedAt), 0, 1);
    }

    /** Returns the number of overdue calls that arrived in a window. */
    public long overdue(CellRange span) {
        return overdue.sum(span, 0);
    }

    /** Returns the backlog of calls not yet accepted. Creates it on first use. */
    public AcceptBacklog backlog() {
        if (backlog == null) {
            backlog = new AcceptBacklog(grid);
        }
        return backlog;
    }

    /** Returns the number of calls not yet accepted. */
    public long waiting() {
        return backlog == null ? 0 : backlog.arrivals() - backlog.departures();
    }

    /** Returns whether there has been a backlog of calls not yet accepted. */
    public boolean everKeptWaiting() {
        return backlog != null;
    }

    /** Returns the mean number of calls not yet accepted over a window. */
    public double meanWaiting(CellRange span) {
        return backlog == null ? 0 : backlog.mean(span);
    }

    /** Returns the number of arrivals in a window. */
    public long arrivals(CellRange span) {
        close();
        return cells.sum(span, OFFERED);
    }

    /** Returns the number of departures in a window with an outcome. */
    public long departures(CellRange span, int outcome) {
        close();
        if (outcome > 0) {
            return left[outcome] == null ? 0 : left[outcome].sum(span, 0);
        }
        long first = cells.sum(span, LEFT);
        for (int other = 1; other < left.length; other++) {
            first -= departures(span, other);
        }
        return first;
    }

    /**
     * Returns the integral of the number inside from the start of the run to {@code now}, which must not decrease. Only
     * the lowest 64 bits are returned, so that the difference of two results is right.
     */
    public long areaTo(long now) {
        tick(now);
        return area().longValue();
    }

    /** Returns the mean number inside over a window. */
    public double meanInside(CellRange span) {
        close();
        return span.nanos() == 0 ? Double.NaN : cells.wideSum(span, AREA).doubleValue() / span.nanos();
    }

    /** Returns the residence times of successful calls, by time of arrival. */
    public LatencyHistogram latency() {
        return latency;
    }

    /** Returns the dependence of the residence time of successful calls on the number of calls inside. */
    public BacklogTrend trend() {
        return trend;
    }

    /** Returns the number of calls inside now. */
    public int callsInside() {
        return inside;
    }

    /** Returns the number of arrivals since the start of the run. */
    public long arrivals() {
        return arrivals;
    }

    /** Returns the number of departures since the start of the run. */
    public long departures() {
        return departures;
    }

    /** Returns the integral of the number inside since the start of the run, in request-nanoseconds. */
    public BigInteger area() {
        close();
        return cells.wideSum(grid.span(0, grid.end()), AREA);
    }

    /**
     * Returns the sum of all residence times so far. Calls still inside count up to the given instant. It must equal
     * {@link #area} (Little's law as an identity).
     *
     * @param insideArrivedSum sum of the arrival times of the calls inside
     */
    public BigInteger residence(BigInteger insideArrivedSum, long endAt) {
        return BigInteger.valueOf(residenceUpper)
                .shiftLeft(Long.SIZE - 1)
                .add(BigInteger.valueOf(residence))
                .add(BigInteger.valueOf(inside).multiply(BigInteger.valueOf(endAt)))
                .subtract(insideArrivedSum);
    }
}
