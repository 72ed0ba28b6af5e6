package dev.brownout.spark;

import dev.brownout.experiment.ExperimentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the master of a cluster is. Spark itself asks a master that is not there for a minute, and then says so in a
 * dozen traces.
 *
 * @param url as it was asked for
 * @param sockets of the masters that a standalone cluster may have; none where the address is of another form
 */
record MasterAddress(String url, List<InetSocketAddress> sockets) {
    private static final String STANDALONE = "spark://";
    private static final Pattern OTHER = Pattern.compile("local|local(-cluster)?\\[.*\\]|yarn|k8s://.+");
    private static final int WAIT_MILLIS = 5_000;

    /** Takes the list as it is now. */
    MasterAddress {
        sockets = List.copyOf(sockets);
    }

    /**
     * Reads an address.
     *
     * @throws ExperimentException if it is none, or that of a standalone cluster has no port
     */
    static MasterAddress of(String url) {
        if (!url.startsWith(STANDALONE) && !OTHER.matcher(url).matches()) {
            throw new ExperimentException("--master '" + url
                    + "' is none; expected one such as spark://host:7077, local[4,4], yarn or k8s://host:443");
        }
        if (!url.startsWith(STANDALONE)) {
            return new MasterAddress(url, List.of());
        }
        return new MasterAddress(
                url,
                Arrays.stream(url.substring(STANDALONE.length()).split(",", -1))
                        .map(MasterAddress::socket)
                        .toList());
    }

    private static InetSocketAddress socket(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ExperimentException(
                    "'" + text + "' is no address of a master; expected host:port, such as spark://host:7077");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    /**
     * Waits for one of the masters.
     *
     * @throws ExperimentException if none answers
     */
    void requireAnswer() {
        if (!sockets.isEmpty() && sockets.stream().noneMatch(MasterAddress::answers)) {
            throw new ExperimentException("no master of Spark answers at " + url);
        }
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, WAIT_MILLIS);
            return true;
        } catch (IOException none) {
            return false;
        }
    }
}
