/** Emulation of {@code java.util}. */
package dev.brownout.web.emulation.java.util;
