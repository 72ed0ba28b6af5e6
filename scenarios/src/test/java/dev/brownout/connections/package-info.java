/** Laws of connections that users keep, and of what is pushed over them. */
package dev.brownout.connections;
