package com.acme.zoo;

/** A class that hides one of java.lang. */
final class String {}
