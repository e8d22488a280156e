# Lightline in a container: small, not root, nothing in it that a running line does not need.
#   docker build -t lightline .
#   docker run --env-file .env -v lightline:/data lightline migrate
#   docker run --env-file .env -v lightline:/data -p 8000:8000 lightline

FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/lightline
WORKDIR /src
# The dependencies change seldom: their layer is kept until the lock file changes.
COPY requirements.lock ./
RUN /opt/lightline/bin/pip install --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY conversations conversations
COPY storage storage
COPY bot bot
COPY api api
RUN /opt/lightline/bin/pip install --no-deps --no-build-isolation . \
    && /opt/lightline/bin/pip uninstall --yes hatchling editables pip

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lightline \
    && install --directory --owner=lightline --group=lightline /data
COPY --from=build /opt/lightline /opt/lightline
ENV PATH=/opt/lightline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LIGHTLINE_DATABASE_URL=sqlite:////data/lightline.db
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["lightline"]
CMD ["serve", "--host", "0.0.0.0"]
