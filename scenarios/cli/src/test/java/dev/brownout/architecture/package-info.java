/** The shape of the code base, kept by tests: what may depend on what, and how a source file looks. */
package dev.brownout.architecture;
