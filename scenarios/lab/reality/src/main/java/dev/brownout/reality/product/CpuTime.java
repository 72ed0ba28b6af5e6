package dev.brownout.reality.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time of all processors of this machine since its start, in clock ticks ({@code /proc/stat}, proc(5)).
 *
 * @param used time of processes and of the kernel
 * @param stolen time that ready processes waited while the host ran other machines
 */
record CpuTime(long used, long stolen) {
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int USER = 1;
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STOLEN = 8;

    static CpuTime now() throws IOException {
        String[] cells = Files.readAllLines(STATISTICS).get(0).split(" +", -1);
        long used = 0;
        for (int i = USER; i < STOLEN; i++) {
            used += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(cells[i]);
        }
        return new CpuTime(used, Long.parseLong(cells[STOLEN]));
    }

    /** Returns the stolen share, from 0 to 1, of the time that processes needed since then. */
    static double stolenShareSince(CpuTime then) throws IOException {
        CpuTime now = now();
        long stolen = now.stolen - then.stolen;
        return stolen / (double) Math.max(1, stolen + now.used - then.used);
    }
}
