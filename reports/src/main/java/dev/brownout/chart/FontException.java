package dev.brownout.chart;

import java.io.IOException;

/** No chart can be drawn, as the JDK cannot be given a font. */
public final class FontException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FontException(IOException cause) {
        super("cannot draw charts: " + cause.getMessage(), cause);
    }
}
