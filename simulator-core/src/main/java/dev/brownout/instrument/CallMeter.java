package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Stands at a machine's door: counts what arrives and what leaves with which outcome, how many are inside, and how long
 * those stayed that were answered well. It counts for itself, so that an audit can hold it against what the machine
 * says.
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
     * Three numbers of each cell in turn: what arrived, the area, and what left; empty until there is something to
     * count. Side by side, as a machine among thousands finds none of its memory in the processor's cache.
     */
    private long[] cells = NONE;

    private WideLongColumn areas = PLAIN;

    /** What left with each outcome, by cell; empty for the first outcome, which is what the others leave over. */
    private final long[][] left;

    private final LatencyHistogram latency;
    /** By cell of arrival, what is overdue at the end of the run; empty while nothing is. */
    private long[] overdue = NONE;
    /** What waited in front of the door; {@code null} while nothing ever did. */
    private AcceptBacklog backlog;

    /** The cell that now is in, and what is to be added to it. */
    private int cell;

    private long cellEnd;
    /** Up to so many inside are weighed in 64 bits during this cell. */
    private long safe;

    private long area;
    private long offeredHere;
    /** What left in this cell with each outcome but the first, and how many that are. */
    private final long[] leftHere;

    private long othersHere;
    private long since;
    private int inside;
    private long arrivals;
    private long departures;
    private long departuresBefore;
    /** The sum of all stays in two parts, of which the lower has 63 bits. */
    private long residence;

    private long residenceUpper;

    /**
     * Starts empty.
     *
     * @param outcomes how many different outcomes there are
     */
    public CallMeter(TimeGrid grid, int outcomes) {
        this.grid = grid;
        this.left = new long[outcomes][];
        Arrays.fill(left, NONE);
        this.leftHere = new long[outcomes];
        this.latency = new LatencyHistogram(grid);
        this.cellEnd = grid.start(1);
        this.safe = grid.largest();
    }

    /** One more inside; {@code now} never goes back. */
    public void arrive(long now) {
        tick(now);
        offeredHere++;
        arrivals++;
        inside++;
    }

    /**
     * One fewer inside.
     *
     * @param now never goes back
     * @param arrivedAt when it arrived
     * @param outcome ordinal of how it was answered
     * @param good whether its stay counts as latency
     */
    public void depart(long now, long arrivedAt, int outcome, boolean good) {
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
    }

    private void tick(long now) {
        while (now >= cellEnd) {
            weigh(cellEnd - since);
            since = cellEnd;
            close();
            if (cell + 1 == grid.cells()) {
                cellEnd = Long.MAX_VALUE;
                safe = 0;
            } else {
                cell++;
                cellEnd = grid.start(cell + 1);
            }
        }
        long span = now - since;
        if (inside <= safe) {
            area += span * inside;
        } else {
            weigh(span);
        }
        since = now;
    }

    /** Counts a span that is perhaps longer than a cell, or more inside than a product of 64 bits holds. */
    private void weigh(long span) {
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
                    left[outcome] = room(left[outcome], 1);
                    left[outcome][cell] += leftHere[outcome];
                    leftHere[outcome] = 0;
                }
            }
        }
        departuresBefore = departures;
    }

    /** Almost always the same, which is not worth that the collector hears of it. */
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

    private long[] room(long[] table, int columns) {
        return table.length == 0 ? new long[columns * grid.cells()] : table;
    }

    /** What the meters at several doors of the same outcomes have counted, together; but not how long anyone stayed. */
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
        cells = part.cells.length == 0 ? cells : room(cells, COLUMNS);
        areas = areas.addAll(cells, part.areas, part.cells);
        for (int i = 0; i < part.cells.length; i++) {
            cells[i] += i % COLUMNS == AREA ? 0 : part.cells[i];
        }
    }

    private long[] plus(long[] into, long[] more, int columns) {
        if (more.length == 0) {
            return into;
        }
        long[] sum = room(into, columns);
        for (int i = 0; i < more.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    /** Counts those inside, and those in front of the door, up to the end of the run. */
    public void settle(long endAt) {
        tick(endAt);
        if (backlog != null) {
            backlog.settle(endAt);
        }
    }

    /** One is overdue at the end of the run, inside or in front of the door. */
    public void overdue(long arrivedAt) {
        overdue = room(overdue, 1);
        overdue[grid.cell(arrivedAt)]++;
    }

    /** How many that arrived in a window are overdue. */
    public long overdue(CellRange span) {
        return span.sum(overdue);
    }

    /** Counts what waits in front of the door. */
    public AcceptBacklog backlog() {
        if (backlog == null) {
            backlog = new AcceptBacklog(grid);
        }
        return backlog;
    }

    /** How many wait in front of the door now. */
    public long waiting() {
        return backlog == null ? 0 : backlog.arrivals() - backlog.departures();
    }

    /** Whether anything ever waited in front of the door. */
    public boolean everKeptWaiting() {
        return backlog != null;
    }

    /** Mean number that waited in front of the door over a window. */
    public double meanWaiting(CellRange span) {
        return backlog == null ? 0 : backlog.mean(span);
    }

    /** How many arrived in a window. */
    public long offered(CellRange span) {
        close();
        return span.sum(cells, COLUMNS, OFFERED);
    }

    /** How many left in a window with an outcome. */
    public long left(CellRange span, int outcome) {
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
     * The integral of the number inside from the start of the run to now, which never goes back: its last 64 bits, so
     * that the difference of two is right.
     */
    public long areaTo(long now) {
        tick(now);
        return area().longValue();
    }

    /** Mean number inside over a window. */
    public double meanInside(CellRange span) {
        close();
        return span.nanos() == 0 ? Double.NaN : areas.over(span, cells).doubleValue() / span.nanos();
    }

    /** How long those stayed that were answered well, by the time of their arrival. */
    public LatencyHistogram latency() {
        return latency;
    }

    /** How many are inside now. */
    public int inside() {
        return inside;
    }

    /** How many arrived since the start of the run. */
    public long arrivals() {
        return arrivals;
    }

    /** How many left since the start of the run. */
    public long departures() {
        return departures;
    }

    /** The integral of the number inside since the start of the run, in request-nanoseconds. */
    public BigInteger area() {
        close();
        return areas.over(grid.span(0, grid.end()), cells);
    }

    /**
     * The sum of all stays so far, of those still inside up to an instant: must equal {@link #area} (Little's law as an
     * identity).
     */
    public BigInteger residence(BigInteger insideArrivedSum, long endAt) {
        return BigInteger.valueOf(residenceUpper)
                .shiftLeft(Long.SIZE - 1)
                .add(BigInteger.valueOf(residence))
                .add(BigInteger.valueOf(inside).multiply(BigInteger.valueOf(endAt)))
                .subtract(insideArrivedSum);
    }
}
