package dev.brownout.spark;

import dev.brownout.experiment.ExperimentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Address of the master of a Spark cluster. Spark itself tries an unreachable master for a minute and then prints a
 * dozen stack traces, so the address is checked first.
 *
 * @param url the address as given on the command line
 * @param sockets the masters of a standalone cluster; empty for an address of another form
 */
record MasterAddress(String url, List<InetSocketAddress> sockets) {
    private static final String STANDALONE = "spark://";
    private static final Pattern OTHER = Pattern.compile("local|local(-cluster)?\\[.*\\]|yarn|k8s://.+");
    private static final int WAIT_MILLIS = 5_000;

    /** Copies the list of sockets. */
    MasterAddress {
        sockets = List.copyOf(sockets);
    }

    /**
     * Parses a master address.
     *
     * @throws ExperimentException if the text is not a master address, or a standalone address has no valid port
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
     * Checks that at least one master accepts a connection, with a timeout of 5 s each. Addresses without sockets are
     * not checked.
     *
     * @throws ExperimentException if no master accepts a connection
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
