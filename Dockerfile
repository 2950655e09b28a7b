# GoNoGo in a container: not as root, with a root file system that may be read-only, and a health check.
#   docker build -t gonogo .
#   docker run --read-only --tmpfs /tmp -v gonogo:/data -p 127.0.0.1:8080:8080 -e GoNoGo__Site__BaseUrl=https://blog.example.org gonogo

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/GoNoGo.Web -c Release -o /program --nologo -v quiet -p:RunAnalyzers=false -p:GenerateDocumentationFile=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# git and ssh are for content repositories with an SSH address; all else is fetched by the program itself.
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends git openssh-client \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -m 700 -o "$APP_UID" /data
COPY --from=build /program /program
ENV DOTNET_EnableDiagnostics=0 \
    HOME=/data \
    GoNoGo__Data__Path=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
# Nothing that could speak HTTP is in the image but bash.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["/program/gonogo"]
CMD ["serve", "--urls", "http://0.0.0.0:8080"]
