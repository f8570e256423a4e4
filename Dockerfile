# tumorscan in a container: runs without a network, on a read-only root, as any user.
#
#   docker build -t tumorscan .
#   docker run --rm --network none --read-only --user 1000:1000 \
#     -v /path/to/scans:/scans:ro -v /path/to/reports:/reports tumorscan classify /scans -o /reports

FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless libjemalloc2 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml .
COPY .mvn .mvn
COPY src src
RUN mvn -B -ntp -q -DskipTests package
COPY scripts scripts
COPY sample-scans sample-scans
# Judging one slice unpacks libtorch, so that a container never has to write it.
RUN DJL_CACHE_DIR=/natives scripts/tumorscan classify -q sample-scans/brain-healthy/slice-06.dcm
# The same for JNA, which looks for CUDA devices and would otherwise unpack itself into /tmp.
RUN cd /natives && jar xf /src/target/lib/jna-*.jar com/sun/jna/linux-x86-64/libjnidispatch.so \
    && mv com/sun/jna/linux-x86-64/libjnidispatch.so . && rm -r com

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless libjemalloc2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /natives /natives
COPY --from=build /src/target/lib /opt/tumorscan/target/lib
COPY --from=build /src/target/tumorscan.jar /opt/tumorscan/target/tumorscan.jar
COPY --from=build /src/scripts/tumorscan /opt/tumorscan/scripts/tumorscan
COPY LICENSE /opt/tumorscan/LICENSE
RUN chmod -R a+rX /natives /opt/tumorscan
ENV LANG=C.UTF-8 \
    DJL_CACHE_DIR=/natives \
    TUMORSCAN_HOME=/models \
    TUMORSCAN_JAVA_OPTIONS="-XX:-UsePerfData -Djna.nounpack=true -Djna.boot.library.path=/natives"
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/opt/tumorscan/scripts/tumorscan"]
CMD ["--help"]
