/** Step times and token distributions of an inference engine, fitted to a log of its calls. */
package dev.brownout.importing.inference;
