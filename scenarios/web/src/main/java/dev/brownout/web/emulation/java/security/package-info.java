/** Emulation of {@code java.security}. */
package dev.brownout.web.emulation.java.security;
