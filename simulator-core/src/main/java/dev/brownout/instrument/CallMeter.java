package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Meter at the entrance of a host. Counts arrivals, departures by outcome, the calls inside, and the residence time of
 * successful calls. It is independent of the host, so that an audit can compare both.
 */
public final class CallMeter {
    private static final long[] NONE = {};
    private static final int COLUMNS = 3;
    private static final int OFFERED = 0;
    private static final int AREA = 1;
    private static final int LEFT = 2;
    private static final WideLongColumn PLAIN = new WideLongColumn(COLUMNS, AREA);

    private final TimeGrid grid;
    /**
     * Three numbers per cell: arrivals, the area, and departures. Empty until there is something to count. The numbers
     * of a cell are adjacent for cache locality with thousands of hosts.
     */
    private long[] cells = NONE;

    private WideLongColumn areas = PLAIN;

    /** Departures by outcome and cell. Empty for the first outcome, which is the remainder. */
    private final long[][] left;

    private final LatencyHistogram latency;
    private final BacklogTrend trend;
    /** Number of calls overdue at the end of the run, by cell of arrival; empty while there are none. */
    private long[] overdue = NONE;
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
        this.left = new long[outcomes][];
        Arrays.fill(left, NONE);
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
            open();
            sums(areas.add(cells, cell, area));
            sums(areas.addProduct(cells, cell, span, inside));
            area = 0;
        }
    }

    private void close() {
        if (area == 0 && offeredHere == 0 && departures == departuresBefore) {
            return;
        }
        open();
        int row = COLUMNS * cell;
        cells[row + OFFERED] += offeredHere;
        sums(areas.add(cells, cell, area));
        cells[row + LEFT] += departures - departuresBefore;
        offeredHere = 0;
        area = 0;
        if (othersHere > 0) {
            othersHere = 0;
            for (int outcome = 1; outcome < leftHere.length; outcome++) {
                if (leftHere[outcome] > 0) {
                    left[outcome] = ensureCapacity(left[outcome], 1);
                    left[outcome][cell] += leftHere[outcome];
                    leftHere[outcome] = 0;
                }
            }
        }
        departuresBefore = departures;
    }

    /** Sets the reference only if it changes. This avoids write barriers of the garbage collector. */
    private void sums(WideLongColumn next) {
        if (next != areas) {
            areas = next;
        }
    }

    private void open() {
        if (cells.length == 0) {
            cells = new long[COLUMNS * grid.cells()];
        }
    }

    private long[] ensureCapacity(long[] table, int columns) {
        return table.length == 0 ? new long[columns * grid.cells()] : table;
    }

    /** Returns the sum of the counts of several meters with the same outcomes. The latency is not included. */
    public static CallMeter counts(TimeGrid grid, int outcomes, List<CallMeter> parts) {
        CallMeter sum = new CallMeter(grid, outcomes);
        for (CallMeter part : parts) {
            part.close();
            sum.add(part);
            for (int outcome = 1; outcome < outcomes; outcome++) {
                sum.left[outcome] = sum.plus(sum.left[outcome], part.left[outcome], 1);
            }
        }
        return sum;
    }

    private void add(CallMeter part) {
        overdue = plus(overdue, part.overdue, 1);
        cells = part.cells.length == 0 ? cells : ensureCapacity(cells, COLUMNS);
        areas = areas.addAll(cells, part.areas, part.cells);
        for (int i = 0; i < part.cells.length; i++) {
            cells[i] += i % COLUMNS == AREA ? 0 : part.cells[i];
        }
    }

    private long[] plus(long[] into, long[] more, int columns) {
        if (more.length == 0) {
            return into;
        }
        long[] sum = ensureCapacity(into, columns);
        for (int i = 0; i < more.length; i++) {
            sum[i] += more[i];
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
        overdue = ensureCapacity(overdue, 1);
        overdue[grid.cell(arrivedAt)]++;
    }

    /** Returns the number of overdue calls that arrived in a window. */
    public long overdue(CellRange span) {
        return span.sum(overdue);
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
        return span.sum(cells, COLUMNS, OFFERED);
    }

    /** Returns the number of departures in a window with an outcome. */
    public long departures(CellRange span, int outcome) {
        close();
        if (outcome > 0) {
            return span.sum(left[outcome], 1, 0);
        }
        long first = span.sum(cells, COLUMNS, LEFT);
        for (int other = 1; other < left.length; other++) {
            first -= span.sum(left[other], 1, 0);
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
        return span.nanos() == 0 ? Double.NaN : areas.sum(span, cells).doubleValue() / span.nanos();
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
        return areas.sum(grid.span(0, grid.end()), cells);
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
