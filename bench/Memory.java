/** What the program holds after work. */
final class Memory {

    private static final int TOKENS = 100_000;
    private static final int SIGN_INS = 2_000;

    private Memory() {}

    static void report(Options options, Server server) throws Exception {
        Crowd crowd = Crowd.ofRealm(server, options.people());
        Load load = new Load(server);
        long before = server.memory("VmRSS");
        load.times(crowd, options.people(), Person::signIn, SIGN_INS);
        long signedIn = server.memory("VmRSS");
        load.times(crowd, options.people(), Person::clientCredentials, TOKENS);
        System.out.printf("%n## Memory%n%n| after | resident | budget |%n| --- | --- | --- |%n");
        System.out.printf("| the start | %d MiB | |%n", before);
        System.out.printf("| %,d sign-ins | %d MiB | |%n", SIGN_INS, signedIn);
        System.out.printf("| %,d tokens more | %d MiB | %s |%n", TOKENS, server.memory("VmRSS"), options.executable() ? "128 MiB beside the hashes' own" : "");
        System.out.printf("| at the most | %d MiB | |%n", server.memory("VmHWM"));
    }
}
