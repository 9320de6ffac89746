/**
 * A Scheme for Lockstep: what a language with values of all kinds needs of a machine. Closures, tail calls without end, exceptions,
 * continuations, integers without bounds, and a program that grows with each line that is typed.
 *
 * <p>{@link dev.lockstep.examples.scheme.Reader} makes data of text, {@link dev.lockstep.examples.scheme.Expander} a {@link
 * dev.lockstep.examples.scheme.Node tree} of data, {@link dev.lockstep.examples.scheme.Generator} code of that, for the opcodes of
 * {@link dev.lockstep.examples.scheme.SchemeOps} and {@link dev.lockstep.examples.scheme.Primitives}. A primitive procedure of the
 * language is an opcode, and declared nowhere else. Embedders see {@link dev.lockstep.examples.scheme.Scheme}.
 *
 * <p>It is a subset of the Revised⁷ Report on the Algorithmic Language Scheme (R7RS, 2013): no macros of one's own, no {@code
 * dynamic-wind}, strings that do not change.
 */
package dev.lockstep.examples.scheme;
